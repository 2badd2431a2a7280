import { invariant, never, SluiceError } from '../../base/errors.ts'
import type { Formula } from '../../model/expression.ts'
import type { Aggregation, Conversion, SemiAdditive } from '../../model/kinds/kind.ts'
import { modelNamed, type Measure } from '../../model/model.ts'
import { isCut } from '../../model/rules.ts'
import {
  everything,
  groupsOf,
  noField,
  resolveDimension,
  resolveMeasure,
  visible,
  type Lens,
} from '../resolve.ts'
import type { Ask } from './ask.ts'
import { additive, BALANCES, type Base, type Column } from './base.ts'
import { Bases, type Soil } from './bases.ts'
import { conversionExprs } from './conversion.ts'
import { authoredExpr, dimensionExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import { whereExpr } from './where.ts'

/** What measures are in terms of the bases' columns. */
export class Measuring {
  readonly #bases: Bases

  constructor(soil: Soil) {
    this.#bases = new Bases(soil)
  }

  get bases(): readonly Base[] {
    return this.#bases.list
  }

  /** A measure's value in terms of the bases' columns. */
  value(lens: Lens, measure: Measure, ask: Ask): Expr {
    const { computation } = measure
    switch (computation.is) {
      case 'formula':
        return this.#formula(lens, measure, computation.formula, ask)
      case 'conversion':
        return this.#conversion(lens, measure, computation, ask)
      case 'aggregate':
        return this.#aggregate(lens, measure, computation, ask)
      default:
        return never(computation)
    }
  }

  /** Sees to it that a model's rows give groups, though none of its measures is asked for by itself. */
  keys(lens: Lens, ask: Ask): void {
    this.#bases.plain(lens, ask)
  }

  /** The bases that are computed at a grouping. */
  at(set: number): readonly Base[] {
    return this.bases.filter((base) => base.sets.has(set) && base.beyond === undefined)
  }

  column(name: string): Column {
    const found = this.bases.flatMap(({ columns }) => columns).find((column) => column.name === name)
    invariant(found, `${name} is a column of a base`)
    return found
  }

  #formula(lens: Lens, measure: Measure, formula: Formula, ask: Ask): Expr {
    const inner = (of: Formula) => this.#formula(lens, measure, of, ask)
    switch (formula.is) {
      case 'number':
        return formula
      case 'measure':
        return this.#named(lens, measure, formula.path, ask)
      case 'negate':
        return { is: 'negate', of: inner(formula.of) }
      case 'binary':
        return { ...formula, left: inner(formula.left), right: inner(formula.right) }
      case 'call':
        return { ...formula, args: formula.args.map(inner) }
      default:
        return never(formula)
    }
  }

  // The author may build a measure upon one that the viewer's roles don't see: `@allow` guards names, not arithmetic.
  #named(lens: Lens, measure: Measure, path: readonly string[], ask: Ask): Expr {
    const [name = '', of] = path
    const model = of === undefined ? ask.model : modelNamed(lens.models, name)
    const inner = resolveMeasure(everything(lens), model, of ?? name)
    const { time: _own, via: _ways, ...rest } = ask
    try {
      return this.value(lens, inner, of === undefined ? ask : { ...rest, model, authored: true })
    } catch (error) {
      if (visible(lens, model) && visible(lens, inner)) throw error
      throw veiled(error, measure)
    }
  }

  #aggregate(lens: Lens, measure: Measure, aggregation: Aggregation, ask: Ask): Expr {
    const { along } = aggregation
    if (along && cutsGroups(lens, ask, along)) throw noField(ask.model, measure.name)
    if (along && ask.running) throw runs(measure)
    if (along?.is === 'semiAdditive') return this.#balance(lens, measure, aggregation, along, ask)
    const base = along
      ? this.#bases.cumulative(lens, along, ask, additive[aggregation.fn] !== undefined)
      : ask.running
        ? this.#bases.running(lens, ask)
        : this.#bases.plain(lens, ask)
    const { root } = base.frame
    const where = this.#filter(
      lens,
      base,
      aggregation.where && authoredExpr(base.frame, root, aggregation.where),
      ask,
    )
    const expr: Expr = {
      is: 'aggregate',
      fn: aggregation.fn,
      ...(aggregation.of ? { of: authoredExpr(base.frame, root, aggregation.of) } : {}),
      ...(where ? { where } : {}),
      ...(aggregation.p === undefined ? {} : { p: aggregation.p }),
    }
    const again = base.form.is === 'plain' && !along ? additive[aggregation.fn] : undefined
    return this.#bases.column(base, [measure.name, ask.filter], expr, counting.has(aggregation.fn), again)
  }

  #conversion(lens: Lens, measure: Measure, conversion: Conversion, ask: Ask): Expr {
    const base = ask.running ? this.#bases.running(lens, ask) : this.#bases.plain(lens, ask)
    const { all, converted } = conversionExprs(lens, base.frame, conversion, (where) =>
      this.#filter(lens, base, where, ask),
    )
    const of = this.#bases.column(base, [measure.name, ask.filter, 'converted'], converted, true)
    if (conversion.take === 'COUNT') return of
    return {
      is: 'binary',
      op: '/',
      left: of,
      right: this.#bases.column(base, [measure.name, ask.filter, 'all'], all, true),
    }
  }

  #balance(lens: Lens, measure: Measure, aggregation: Aggregation, along: SemiAdditive, ask: Ask): Expr {
    const base = this.#bases.balances(lens, along, ask)
    const { form, frame } = base
    invariant(form.is === 'balance', 'a balance has a form of its own')
    const of: Expr = aggregation.of
      ? authoredExpr(frame, frame.root, aggregation.of)
      : { is: 'number', text: '1' }
    const where = this.#filter(
      lens,
      base,
      aggregation.where && authoredExpr(frame, frame.root, aggregation.where),
      ask,
    )
    // As it stands: days that fall together when they are moved are still one after the other.
    const time = dimensionExpr(
      frame,
      frame.root,
      resolveDimension(everything(lens), frame.root.model, along.over),
    )
    const filter = where ? { where } : {}
    const expr: Expr =
      along.take === 'AVG'
        ? { is: 'aggregate', fn: 'avg', of, ...filter }
        : { is: 'first', of, ...filter, orderBy: time, direction: along.take === 'LAST' ? 'DESC' : 'ASC' }
    const name = `v${form.values.length}`
    const id = JSON.stringify([measure.name, ask.filter])
    const known = base.columns.find((column) => column.id === id)
    if (known) return this.#bases.seen(base, known)
    form.values.push({ name, expr })
    const outer: Expr = {
      is: 'aggregate',
      fn: aggregation.fn,
      of: { is: 'output', of: BALANCES, name },
      ...(aggregation.p === undefined ? {} : { p: aggregation.p }),
    }
    return this.#bases.column(base, [measure.name, ask.filter], outer, counting.has(aggregation.fn))
  }

  #filter(lens: Lens, { frame }: Base, where: Expr | undefined, ask: Ask): Expr | undefined {
    const asked = ask.filter && whereExpr(lens, ask, frame, ask.filter)
    return where && asked ? { is: 'all', of: [where, asked] } : (where ?? asked)
  }
}

/**
 * Whether a measure along time could tell rows of a small group apart: an end that falls between them does, and so do
 * balances, which aren't sums over whole groups and could be solved for.
 */
function cutsGroups(lens: Lens, { model }: Ask, along: NonNullable<Aggregation['along']>): boolean {
  const groups = groupsOf(lens, model)
  return groups !== undefined && (along.is === 'semiAdditive' || !isCut(groups, [along.over]))
}

const counting: ReadonlySet<string> = new Set(['count', 'countDistinct', 'approxCountDistinct'])

// What is wrong with a measure that the viewer doesn't see is told without its name.
function veiled(error: unknown, { name }: Measure): unknown {
  if (!(error instanceof SluiceError) || error.code !== 'INVALID_REQUEST') return error
  return new SluiceError('INVALID_REQUEST', {
    what: `"${name}" can't be computed with this grouping, condition or form`,
    expected: 'what all that it is computed from has, too',
    cure: `Leave "${name}" out, or ask for it in a question of its own`,
  })
}

function runs({ name }: Measure): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: `"${name}" already goes along a time, and can't be "running" too`,
    cure: 'Leave "running" out',
  })
}
