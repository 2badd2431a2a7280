import { createHash } from 'node:crypto'
import { defect, invariant, never, SluiceError } from '../../base/errors.ts'
import type { Link, Model } from '../../model/model.ts'
import type { ValueName } from '../../model/values.ts'
import type { RowsQuery, Selection } from '../query.ts'
import { resolveDimension, resolveJoin, resolveLink, resolveMeasure, type Lens } from '../resolve.ts'
import { printedIn } from './calendar.ts'
import { shownExpr } from './dimension.ts'
import type { Expr } from './expr.ts'
import type { Frame, Table } from './frame.ts'
import { Measuring } from './measure.ts'
import { Sets } from './base.ts'
import { outputsAs } from './columns.ts'
import type { Child, Output, PagePlan, ValueOutput } from './plan.ts'

/** Plans a connection below a row: pages hold rows, and rows hold pages. */
export type PlanPage = (lens: Lens, query: RowsQuery, inner: Frame) => PagePlan

/** Rows' outputs, and the children that they need. */
export class Outputs {
  readonly children: Child[] = []
  readonly #lens: Lens
  readonly #frame: Frame
  readonly #whole: boolean

  readonly #planPage: PlanPage

  /** `whole`: every row is read, so measures per parent are computed by one grouping, not parent by parent. */
  constructor(lens: Lens, frame: Frame, whole: boolean, planPage: PlanPage) {
    this.#lens = lens
    this.#frame = frame
    this.#whole = whole
    this.#planPage = planPage
  }

  of(table: Table, select: readonly Selection[]): readonly Output[] {
    return select.map((selection) => this.#output(table, selection))
  }

  #output(table: Table, selection: Selection): Output {
    const { as } = selection
    switch (selection.is) {
      case 'typename':
        return selection
      case 'dimension': {
        const dimension = resolveDimension(this.#lens, table.model, selection.field)
        const unassured =
          dimension.required && !this.#lens.assured.has(`${table.model.name}.${dimension.name}`)
        const expr = shownExpr(this.#lens, this.#frame, table, dimension)
        const zone = printedIn(this.#lens.calendar)
        return { ...value(as, table, dimension, expr, zone), ...(unassured ? { unassured } : {}) }
      }
      case 'measure':
        throw new SluiceError('INVALID_REQUEST', {
          what: `"${table.model.name}.${selection.field}" is a measure, and a row has none`,
          cure: `Select it in "${table.model.names.metrics}", or along a to-many link`,
        })
      case 'one': {
        const { link, to } = resolveLink(this.#lens, table.model, selection.link, false)
        if (to.warehouse !== table.model.warehouse) return this.#hop(as, table, link, to, selection.select)
        const target = this.#frame.at([...table.path, selection.link])
        return { is: 'object', as, table: target, outputs: this.of(target, selection.select) }
      }
      case 'many':
        return this.#page(as, table, selection)
      case 'metrics':
        return this.#measures(as, table, selection)
      case 'each':
      case 'time':
      case 'group':
      case 'measures':
      case 'others':
        throw defect(`a row has no ${selection.is}`)
      default:
        return never(selection)
    }
  }

  #hop(as: string, table: Table, link: Link, to: Model, select: readonly Selection[]): Output {
    const [pair, more] = link.on
    if (this.#whole || !pair || more) {
      throw new SluiceError('INVALID_REQUEST', {
        what: `"${table.model.name}.${link.name}" leads to another warehouse`,
        expected: this.#whole ? 'a sync to read one warehouse' : 'a link of one column',
      })
    }
    const { viewer, hops, calendar } = this.#lens
    const id = createHash('sha256')
      .update(JSON.stringify([to.name, pair.there, select, viewer, calendar]))
      .digest('base64url')
    const known = hops.findIndex((hop) => hop.id === id)
    const index =
      known >= 0
        ? known
        : hops.push({
            id,
            viewer,
            model: to.name,
            by: pair.there,
            select,
            ...(calendar ? { calendar } : {}),
          }) - 1
    return { is: 'hop', as, index, key: { is: 'column', table, column: pair.here } }
  }

  #page(as: string, table: Table, selection: Extract<Selection, { is: 'many' }>): Output {
    const { link } = resolveJoin(this.#lens, table.model, selection.link, true)
    const plan = this.#planPage(this.#lens, selection.query, this.#frame.below(table, link))
    return this.#child(as, { is: 'page', alias: this.#frame.alias('c'), plan })
  }

  #measures(as: string, table: Table, selection: Extract<Selection, { is: 'metrics' }>): Output {
    const { link, to } = resolveJoin(this.#lens, table.model, selection.link, true)
    const measuring = new Measuring({
      open: (model) => {
        if (model !== to) throw elsewhere(table.model, link, model)
        return this.#frame.below(table, link)
      },
      alias: (prefix) => this.#frame.alias(prefix),
      seenAs: (base) => base,
      sets: new Sets(),
    })
    const asked = selection.where && { home: to.name, condition: selection.where }
    const outputs = selection.select.map((inner): Output => {
      if (inner.is === 'typename') return inner
      invariant(inner.is === 'measure', 'measures per parent have no dimensions')
      const measure = resolveMeasure(this.#lens, to, inner.field)
      const filter = inner.where && { filter: { home: to.name, condition: inner.where } }
      const expr = measuring.value(this.#lens, measure, { model: to, axes: [], asked, ...filter })
      const shown = this.#whole ? counted(measuring, expr) : expr
      return value(inner.as, { model: to }, measure, shown, printedIn(this.#lens.calendar))
    })
    for (const base of measuring.bases) {
      this.children.push({ is: 'measures', alias: base.name, plan: { base, grouped: this.#whole } })
    }
    return { is: 'object', as, outputs }
  }

  #child(as: string, child: Child): Output {
    this.children.push(child)
    return { is: 'child', as, child }
  }
}

// A parent without rows is missing in the grouping over all parents: its counts are 0 again.
function counted(measuring: Measuring, expr: Expr): Expr {
  return outputsAs(expr, (output) =>
    measuring.column(output.name).counts
      ? { is: 'call', fn: 'coalesce', args: [output, { is: 'number', text: '0' }] }
      : output,
  )
}

function elsewhere(parent: Model, { name, metrics }: Link, model: Model): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: `"${parent.name}.${metrics ?? name}" asks for a measure that reads "${model.name}", too`,
    expected: 'measures of one model per parent',
    cure: `Ask for it in "${model.names.metrics}", or in "metrics"`,
  })
}

/** A field's value under a response name, with its type and where it comes from. */
export function value(
  as: string,
  { model }: Pick<Table, 'model'>,
  field: { readonly name: string; readonly type: ValueName; readonly enum?: string },
  expr: Expr,
  zone?: Expr,
): ValueOutput {
  return {
    is: 'value',
    as,
    expr,
    type: field.type,
    ...(zone ? { zone } : {}),
    ...(field.enum ? { enum: field.enum } : {}),
    model: model.name,
    field: field.name,
  }
}
