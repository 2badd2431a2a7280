import type { Expr } from './expr.ts'

type OutputExpr = Extract<Expr, { is: 'output' }>

/** A measure's value with each of its columns taken from elsewhere. */
export function outputsAs(expr: Expr, of: (output: OutputExpr) => Expr): Expr {
  switch (expr.is) {
    case 'output':
      return of(expr)
    case 'negate':
      return { ...expr, of: outputsAs(expr.of, of) }
    case 'binary':
      return { ...expr, left: outputsAs(expr.left, of), right: outputsAs(expr.right, of) }
    case 'call':
      return { ...expr, args: expr.args.map((arg) => outputsAs(arg, of)) }
    default:
      return expr
  }
}

/** The names of the columns that a measure's value is computed from. */
export function outputsOf(expr: Expr): readonly string[] {
  const found: string[] = []
  outputsAs(expr, (output) => {
    found.push(output.name)
    return output
  })
  return found
}
