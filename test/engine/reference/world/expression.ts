import { type Num, num } from '../values/num.ts'
import { compareValues, Word, type Value } from '../values/value.ts'

/** SQL that a model's author might write, as data: it can be printed and it can be computed. */
export type Exp =
  | { readonly is: 'ref'; readonly path: readonly string[] }
  | { readonly is: 'number'; readonly text: string }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'arithmetic'; readonly op: '+' | '-' | '*'; readonly left: Exp; readonly right: Exp }
  | { readonly is: 'compare'; readonly op: '=' | '<>' | '<' | '>='; readonly left: Exp; readonly right: Exp }
  | { readonly is: 'and' | 'or'; readonly left: Exp; readonly right: Exp }
  | { readonly is: 'null'; readonly of: Exp }
  | { readonly is: 'coalesce'; readonly of: Exp; readonly or: Exp }

export const ref = (...path: string[]): Exp => ({ is: 'ref', path })
export const number = (text: string): Exp => ({ is: 'number', text })

export function printExp(exp: Exp): string {
  switch (exp.is) {
    case 'ref':
      return `{${exp.path.join('.')}}`
    case 'number':
      return exp.text
    case 'text':
      return `'${exp.text.replaceAll("'", "''")}'`
    case 'arithmetic':
    case 'compare':
      return `(${printExp(exp.left)} ${exp.op} ${printExp(exp.right)})`
    case 'and':
    case 'or':
      return `(${printExp(exp.left)} ${exp.is} ${printExp(exp.right)})`
    case 'null':
      return `(${printExp(exp.of)} is null)`
    case 'coalesce':
      return `coalesce(${printExp(exp.of)}, ${printExp(exp.or)})`
  }
}

/** `read` gives what a path stands for in the row at hand. Null spreads as SQL has it. */
export function computeExp(exp: Exp, read: (path: readonly string[]) => Value): Value {
  const compute = (of: Exp) => computeExp(of, read)
  switch (exp.is) {
    case 'ref':
      return read(exp.path)
    case 'number':
      return num(exp.text)
    case 'text':
      return exp.text
    case 'arithmetic': {
      const [left, right] = [compute(exp.left), compute(exp.right)]
      if (left === null || right === null) return null
      return arithmetic(exp.op, left as Num, right as Num)
    }
    case 'compare': {
      const [left, right] = [compute(exp.left), compute(exp.right)]
      return left === null || right === null ? null : holds(exp.op, left, right)
    }
    case 'and':
    case 'or': {
      const sides = new Set([compute(exp.left), compute(exp.right)])
      const decisive = exp.is === 'or'
      if (sides.has(decisive)) return decisive
      return sides.has(null) ? null : !decisive
    }
    case 'null':
      return compute(exp.of) === null
    case 'coalesce':
      return compute(exp.of) ?? compute(exp.or)
  }
}

function arithmetic(op: '+' | '-' | '*', left: Num, right: Num): Num {
  return op === '+' ? left.plus(right) : op === '-' ? left.minus(right) : left.times(right)
}

function holds(op: '=' | '<>' | '<' | '>=', left: Value, right: Value): boolean {
  // A literal beside an enum is one of its words.
  const equal = left instanceof Word || right instanceof Word ? String(left) === String(right) : undefined
  const order = equal === undefined ? compareValues(left, right) : equal ? 0 : 1
  if (op === '=') return order === 0
  if (op === '<>') return order !== 0
  return op === '<' ? order < 0 : order >= 0
}
