import { html, nothing, type TemplateResult } from 'lit'
import { leaves, valueAt, type Row } from '../answer.ts'
import { cellWriter, isNumeric, isTime, label, plainText, usualStep, wallClock } from '../format.ts'
import { deltaMark, versus } from './delta.ts'
import { axesOf, isOthers } from './plot.ts'
import type { ChartKind, Order, View } from './kind.ts'

/** All that was selected, in its order; sortable, numbers exact and right-aligned. */
export const table: ChartKind = {
  type: 'TABLE',
  span: { beside: 6, alone: 12 },
  alternative: false,
  draw: (view) =>
    grid(
      view,
      leaves(view.rows)
        .filter((path) => path !== '_others')
        .map((path) => (path === view.chart.compare ? changes(view, path) : plain(view, path))),
    ),
}

/** The same table for a chart: its x, its series and its values, what they are compared with among them. */
export function alternative(view: View): TemplateResult {
  const { x, y } = axesOf(view.chart, view.rows)
  const { series, compare } = view.chart
  const paths = [x, ...(series ? [series] : []), ...y, ...(compare ? [compare] : [])]
  return grid(
    view,
    paths.map((path) => plain(view, path)),
  )
}

interface Column {
  readonly path: string
  readonly name: string
  readonly numeric: boolean
  /** What the rows are sorted by. */
  readonly value: (row: Row) => unknown
  readonly draw: (row: Row) => unknown
}

function plain(view: View, path: string): Column {
  const values = view.rows.map((row) => valueAt(row, path)).filter((raw) => (raw ?? null) !== null)
  // Only what the chart names as a value is in the chart's format: an order number is no amount of money.
  const named = path === view.chart.compare || (view.chart.y?.includes(path) ?? false)
  const numeric = (named || values.length > 0) && values.every(isNumeric)
  const number = (raw: unknown) =>
    named ? view.write(raw, path) : isNumeric(raw) ? String(raw) : plainText(raw)
  const times = values.every(isTime) ? values.map((raw) => wallClock(raw)) : []
  const write = cellWriter(number, view.locale, usualStep(times.sort((a, b) => a.getTime() - b.getTime())))
  const value = (row: Row) => valueAt(row, path)
  return { path, name: label(path), numeric, value, draw: (row) => write(value(row)) }
}

/** Not the earlier value, but how far the first of `y` has come from it. */
function changes(view: View, path: string): Column {
  const [first = ''] = axesOf(view.chart, view.rows).y
  const delta = (row: Row) => view.delta(valueAt(row, first), valueAt(row, path))
  return {
    path,
    name: String(versus(view.chart)),
    numeric: true,
    value: (row) => delta(row).by,
    draw: (row) => deltaMark(delta(row), view.chart),
  }
}

function grid(view: View, columns: readonly Column[]): TemplateResult {
  const dimension = columns.findIndex(({ numeric }) => !numeric)
  // The row of others has a name in place of its dimensions.
  const cell = (row: Row, { numeric, draw }: Column, i: number) =>
    !isOthers(row) || numeric ? draw(row) : i === dimension ? 'Others' : nothing
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${view.title}>
    <table>
      <thead>
        <tr>
          ${columns.map((column) => heading(view, column))}
        </tr>
      </thead>
      <tbody>
        ${sorted(view.rows, view.order, columns).map(
          (row) =>
            html`<tr class=${isOthers(row) ? 'others' : ''}>
              ${columns.map((column, i) => html`<td class=${column.numeric ? 'number' : ''}>${cell(row, column, i)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function heading({ order, sort }: View, { path, name, numeric }: Column): TemplateResult {
  const mine = order?.by === path
  const direction = mine ? (order.descending ? 'descending' : 'ascending') : 'none'
  return html`<th scope="col" aria-sort=${direction} class=${numeric ? 'number' : ''}>
    <button @click=${() => sort(path)}>
      ${name}${mine ? html`<span aria-hidden="true">${order.descending ? '↓' : '↑'}</span>` : nothing}
    </button>
  </th>`
}

/** Others come last, whichever way it is sorted: they are no group. */
function sorted(rows: readonly Row[], order: Order | undefined, columns: readonly Column[]): readonly Row[] {
  const column = columns.find(({ path }) => path === order?.by)
  if (!order || !column) return rows
  const sign = order.descending ? -1 : 1
  return [...rows].sort(
    (a, b) => Number(isOthers(a)) - Number(isOthers(b)) || compare(column.value(a), column.value(b), sign),
  )
}

/** Nothing comes last whichever way it is sorted. */
function compare(a: unknown, b: unknown, sign: number): number {
  const [none, noneToo] = [a ?? null, b ?? null].map((value) => value === null)
  if (none || noneToo) return Number(none) - Number(noneToo)
  if (isNumeric(a) && isNumeric(b)) return sign * (Number(a) - Number(b))
  if (isTime(a) && isTime(b)) return sign * (a < b ? -1 : a > b ? 1 : 0)
  return sign * plainText(a).localeCompare(plainText(b))
}
