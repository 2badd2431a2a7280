import { invariant, never } from '../../base/errors.ts'
import type { Formula } from '../../model/expression.ts'
import type { Measure } from '../../model/model.ts'
import { resolveMeasure, type Lens } from '../resolve.ts'
import { authoredExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import type { Frame } from './frame.ts'

/** Aggregates that one SELECT computes, each once, under the names that measures over them use. */
export class Aggregates {
  readonly list: { readonly name: string; readonly expr: Expr }[] = []
  readonly #frame: Frame
  readonly #lens: Lens
  readonly #of: string
  readonly #absent: boolean
  readonly #byMeasure = new Map<string, Expr>()

  /**
   * `of` is the alias under which the outer SELECT sees the aggregates; `absent` says that a group without rows
   * is missing there, so that a count must become 0 again.
   */
  constructor(lens: Lens, frame: Frame, of: string, absent: boolean) {
    this.#lens = lens
    this.#frame = frame
    this.#of = of
    this.#absent = absent
  }

  /** A measure's value in terms of the aggregates, which are added as needed. */
  measure(measure: Measure): Expr {
    const known = this.#byMeasure.get(measure.name)
    if (known) return known
    const expr = this.#compute(measure)
    this.#byMeasure.set(measure.name, expr)
    return expr
  }

  #compute({ computation }: Measure): Expr {
    if (computation.is === 'formula') return this.#formula(computation.formula)
    invariant(computation.is === 'aggregate', 'conversions are planned elsewhere')
    const root = this.#frame.root
    const name = `a${this.list.length}`
    const expr: Expr = {
      is: 'aggregate',
      fn: computation.fn,
      ...(computation.of ? { of: authoredExpr(this.#frame, root, computation.of) } : {}),
      ...(computation.where ? { where: authoredExpr(this.#frame, root, computation.where) } : {}),
    }
    this.list.push({ name, expr })
    const output: Expr = { is: 'output', of: this.#of, name }
    const counts = computation.fn === 'count' || computation.fn === 'countDistinct'
    return this.#absent && counts
      ? { is: 'call', fn: 'coalesce', args: [output, { is: 'number', text: '0' }] }
      : output
  }

  #formula(formula: Formula): Expr {
    switch (formula.is) {
      case 'number':
        return formula
      case 'measure':
        return this.measure(this.#named(formula.path))
      case 'negate':
        return { is: 'negate', of: this.#formula(formula.of) }
      case 'binary':
        return { ...formula, left: this.#formula(formula.left), right: this.#formula(formula.right) }
      case 'call':
        return { ...formula, args: formula.args.map((arg) => this.#formula(arg)) }
      default:
        return never(formula)
    }
  }

  // The author may build a measure upon one that the viewer's roles don't see: `@allow` guards names, not arithmetic.
  #named(path: readonly string[]): Measure {
    const everything: Lens = { ...this.#lens, viewer: { scope: 'operator', roles: [] } }
    return resolveMeasure(everything, this.#frame.root.model, path.join('.'))
  }
}
