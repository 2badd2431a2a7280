import { defect, invariant, SluiceError } from '../../base/errors.ts'
import { modelNamed, type Measure, type Model } from '../../model/model.ts'
import type { ValueName } from '../../model/values.ts'
import { leading } from '../leading.ts'
import type { Condition, MeasureSelection, MeasuresSelection, RowOrder, Selection } from '../query.ts'
import { resolveDeciding, resolveMeasure, resolveModel } from '../resolve.ts'
import { isEach } from './axis.ts'
import type { Column } from './base.ts'
import { printedIn } from './calendar.ts'
import { outputsOf } from './columns.ts'
import { compareExpr } from './condition.ts'
import type { Expr } from './expr.ts'
import { Forms } from './forms.ts'
import type { Ask } from './ask.ts'
import { axisOutput, type Setting } from './setting.ts'
import { value } from './output.ts'
import type { OrderTerm, Output } from './plan.ts'
import { checkPath } from './reach.ts'

/** The row of all groups beyond the limit. */
export interface Others {
  readonly outputs: readonly Output[]
  /** What of those groups is added up; the rest is measured by bases of its own. */
  readonly sums: readonly Column[]
}

/** What is shown of one grouping, in terms of the stitched groups. */
export class Grouping {
  readonly forms: Forms
  /** Whether a measure looks at another time. */
  shifted = false
  readonly #setting: Setting
  /** The first selection of each model's measures: what `having` and `orderBy` mean by its name. */
  readonly #selected = new Map<string, MeasuresSelection>()

  constructor(setting: Setting) {
    this.#setting = setting
    this.forms = new Forms(setting)
  }

  outputs(select: readonly Selection[]): readonly Output[] {
    for (const selection of select) {
      if (selection.is === 'measures' && !this.#selected.has(selection.model))
        this.#selected.set(selection.model, selection)
    }
    return this.#all(select, this.#home(), false)
  }

  /** The row of all groups beyond the limit. */
  others(select: readonly Selection[]): Others {
    if (this.#setting.axes.some(isEach)) throw overlapping()
    return { outputs: this.#all(select, this.#home(), true), sums: [...this.forms.sums] }
  }

  /** Sees to it that the rows of every model whose measures are selected give groups, also where no measure's do. */
  settle(): void {
    const { measuring, sets, axes, query, lens } = this.#setting
    const set = sets.of(axes)
    const here = measuring.at(set)
    if (axes.length === 0 && here.length > 0) return
    for (const [model, selection] of this.#asked()) {
      const own = here.filter(({ direct, frame }) => direct && frame.root.model === model)
      // Where everything is moved, so are the groups.
      const [first] = own
      const shift = own.every((base) => base.shift) ? first?.shift : undefined
      const giving = own.some(({ presence }) => presence === (shift ? 'shifted' : 'own'))
      const ask = this.#ask(model, selection)
      if (!giving) measuring.keys(lens, shift ? { ...ask, shift } : ask)
    }
    if (measuring.at(set).length === 0)
      measuring.keys(lens, this.#ask(resolveModel(lens, leading(query)), undefined))
  }

  /** The models whose measures are asked for. */
  #asked(): readonly (readonly [Model, MeasuresSelection | undefined])[] {
    const home = this.#home()
    if (home) return [[home, undefined]]
    return [...this.#selected.values()].map(
      (one) => [resolveModel(this.#setting.lens, one.model), one] as const,
    )
  }

  having(condition: Condition, model?: Model): Expr {
    const { lens } = this.#setting
    switch (condition.is) {
      case 'and':
      case 'or':
        return {
          is: condition.is === 'and' ? 'all' : 'any',
          of: condition.of.map((of) => this.having(of, model)),
        }
      case 'not':
        return { is: 'not', of: this.having(condition.of, model) }
      case 'of':
        return this.having(condition.of, resolveModel(lens, condition.model))
      case 'compare':
      case 'missing': {
        const owner = model ?? this.#home()
        invariant(owner, '"having" names a model')
        const measure = resolveMeasure(lens, owner, condition.field)
        const left = this.#value(measure, this.#unseen(owner))
        return condition.is === 'missing'
          ? { is: 'missing', of: left }
          : compareExpr(lens, left, measure.type, condition)
      }
      default:
        throw new SluiceError('INVALID_REQUEST', { what: '"having" takes measures only' })
    }
  }

  /** The asked order; the groups themselves break ties, so that an answer is the same each time. */
  order(): readonly OrderTerm[] {
    // What is the same for every group orders none; in SQL it would be a position.
    const asked = this.#setting.query.orderBy
      .map((order) => this.#orderTerm(order))
      .filter(({ expr }) => outputsOf(expr).length > 0)
    const rest = this.#setting.axes
      .map((axis) => term(axisOutput(axis), axis.type, { direction: 'ASC' }))
      .filter(({ name }) => !asked.some((order) => order.name === name))
    return [...asked, ...rest]
  }

  #home(): Model | undefined {
    const { lens, query } = this.#setting
    return query.model === undefined ? undefined : resolveModel(lens, query.model)
  }

  #all(select: readonly Selection[], model: Model | undefined, others: boolean): readonly Output[] {
    return select.map((selection) => this.#output(selection, model, others))
  }

  #output(selection: Selection, model: Model | undefined, others: boolean): Output {
    const { as } = selection
    const { lens, registry } = this.#setting
    switch (selection.is) {
      case 'typename':
        return selection
      case 'others':
        return {
          is: 'value',
          as,
          expr: { is: others ? 'all' : 'any', of: [] },
          type: 'Boolean',
          model: '',
          field: '',
        }
      case 'measure':
        invariant(model, 'a measure has a model')
        return this.#measure(model, selection, this.#ask(model, undefined), others)
      case 'measures': {
        const owner = resolveModel(lens, selection.model)
        const ask = this.#ask(owner, selection)
        const outputs = selection.select.map((inner): Output => {
          if (inner.is === 'typename') return inner
          invariant(inner.is === 'measure', 'below a model there are its measures')
          return this.#measure(owner, inner, ask, others)
        })
        return { is: 'object', as, outputs }
      }
      case 'dimension':
      case 'time': {
        const axis = registry.of(selection)
        invariant(axis, `${as} is an axis`)
        const expr: Expr = others ? { is: 'null' } : axisOutput(axis)
        const zone = printedIn(lens.calendar)
        return {
          is: 'value',
          as,
          expr,
          type: axis.type,
          ...(zone ? { zone } : {}),
          model: axis.model,
          field: axis.field,
        }
      }
      case 'group':
      case 'one':
      case 'each':
        return { is: 'object', as, outputs: this.#all(selection.select, undefined, others) }
      case 'many':
      case 'metrics':
        throw new SluiceError('INVALID_REQUEST', {
          what: `"${selection.link}" leads to many rows, and a group has none`,
          expected: 'dimensions, measures and to-one links',
        })
      default:
        throw defect('an unknown selection')
    }
  }

  #unseen(model: Model): Ask {
    return { ...this.#ask(model, this.#selected.get(model.name)), unseen: true }
  }

  #ask(model: Model, selection: MeasuresSelection | undefined): Ask {
    const { query, axes } = this.#setting
    for (const path of selection?.via ?? []) checkPath(this.#setting.lens, model, path)
    const own = selection?.where && { home: model.name, condition: selection.where }
    const asked = own ?? (query.where && { home: query.model, condition: query.where })
    return {
      model,
      axes,
      asked,
      ...(selection?.time === undefined ? {} : { time: selection.time }),
      ...(selection?.via === undefined ? {} : { via: selection.via }),
    }
  }

  #value(measure: Measure, ask: Ask): Expr {
    return this.#setting.measuring.value(this.#setting.lens, measure, ask)
  }

  #measure(model: Model, selection: MeasureSelection, base: Ask, others: boolean): Output {
    const { lens, part, axes } = this.#setting
    const measure = resolveMeasure(lens, model, selection.field)
    if (selection.shift) this.shifted = true
    const ask: Ask = {
      ...base,
      ...(selection.where ? { filter: { home: model.name, condition: selection.where } } : {}),
      ...(selection.shift ? { shift: selection.shift } : {}),
      ...(others ? { axes: [], within: axes, beyond: { part, axes } } : {}),
    }
    const expr = this.forms.of(measure, selection, ask)
    const counted = measure.type === 'Int' || measure.type === 'BigInt'
    const type: ValueName = selection.share && counted ? 'Decimal' : measure.type
    return value(selection.as, { model }, { name: measure.name, type }, expr, printedIn(lens.calendar))
  }

  #orderTerm(order: RowOrder): OrderTerm {
    const { axes, lens } = this.#setting
    const name = order.path.join('.')
    const found = axes.filter(({ label }) => label === name)
    const [axis] = found
    if (found.length > 1) {
      throw new SluiceError('INVALID_REQUEST', {
        what: `"orderBy" names "${name}", which is selected with ${found.length} granularities`,
        expected: 'one of them',
      })
    }
    if (axis) {
      const at = axis.place.is === 'time' ? undefined : modelNamed(lens.models, axis.model)
      if (at) resolveDeciding(lens, at, [], at, axis.field)
      return term(axisOutput(axis), axis.type, order)
    }
    const [model, field] = this.#measured(order.path)
    if (model?.fields.get(field)?.is !== 'measure') {
      throw new SluiceError('INVALID_REQUEST', {
        what: `"orderBy" names "${name}", which is not selected`,
        expected: 'a measure, or a dimension that the rows are grouped by',
        cure: `Select "${name}" in "rows", or leave it out of "orderBy"`,
      })
    }
    const measure = resolveMeasure(lens, model, field)
    return term(this.#value(measure, this.#unseen(model)), measure.type, order)
  }

  /** The model and the measure that an order names: `revenue`, or in `metrics` `orderMetrics.revenue`. */
  #measured(path: readonly string[]): readonly [Model | undefined, string] {
    const home = this.#home()
    const [name = '', field = ''] = path
    if (home) return [path.length === 1 ? home : undefined, name]
    const { lens } = this.#setting
    const named = [...lens.models.byName.values()].find(({ names }) => names.metrics === name)
    return [named && resolveModel(lens, named.name), field]
  }
}

function overlapping(): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: '"others" stands beside a grouping along a to-many link',
    expected: "groups that don't overlap",
    cure: 'Leave "others" out',
  })
}

function term(
  expr: Expr,
  type: ValueName,
  { direction, nulls }: Pick<RowOrder, 'direction' | 'nulls'>,
): OrderTerm {
  const name = expr.is === 'output' ? expr.name : ''
  return { name, expr, type, direction, nulls: nulls ?? 'LAST', nullable: true }
}
