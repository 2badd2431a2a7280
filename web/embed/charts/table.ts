import { html, nothing, type TemplateResult } from 'lit'
import { leaves, valueAt, type Row } from '../answer.ts'
import { cellWriter, isNumeric, isTime, label, plainText } from '../format.ts'
import { axesOf } from './plot.ts'
import type { ChartKind, Order, View } from './kind.ts'

/** All that was selected, in its order; sortable, numbers exact and right-aligned. */
export const table: ChartKind = {
  type: 'TABLE',
  span: { beside: 6, alone: 12 },
  alternative: false,
  draw: (view) => grid(view, leaves(view.rows)),
}

/** The same table for a chart: its x, its series and its values. */
export function alternative(view: View): TemplateResult {
  const { x, y } = axesOf(view.chart, view.rows)
  return grid(view, [x, ...(view.chart.series ? [view.chart.series] : []), ...y])
}

function grid(view: View, columns: readonly string[]): TemplateResult {
  const written = new Set(axesOf(view.chart, view.rows).y)
  const styled = cellWriter(view.write, view.locale)
  const plain = cellWriter((raw) => (isNumeric(raw) ? String(raw) : plainText(raw)), view.locale)
  const numeric = new Set(columns.filter((path) => isNumber(view.rows, path)))
  // Only what the chart names as a value is in the chart's format: an order number is no amount of money.
  const cell = (row: Row, path: string) => {
    const raw = valueAt(row, path)
    return (written.has(path) && numeric.has(path) && view.chart.y?.length ? styled : plain)(raw)
  }
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${view.title}>
    <table>
      <thead>
        <tr>
          ${columns.map((path) => heading(view, path, numeric.has(path)))}
        </tr>
      </thead>
      <tbody>
        ${sorted(view.rows, view.order).map(
          (row) =>
            html`<tr>
              ${columns.map((path) => html`<td class=${numeric.has(path) ? 'number' : ''}>${cell(row, path)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function heading({ order, sort }: View, path: string, numeric: boolean): TemplateResult {
  const mine = order?.by === path
  const direction = mine ? (order.descending ? 'descending' : 'ascending') : 'none'
  return html`<th scope="col" aria-sort=${direction} class=${numeric ? 'number' : ''}>
    <button @click=${() => sort(path)}>
      ${label(path)}${mine ? html`<span aria-hidden="true">${order.descending ? '↓' : '↑'}</span>` : nothing}
    </button>
  </th>`
}

function isNumber(rows: readonly Row[], path: string): boolean {
  const values = rows.map((row) => valueAt(row, path)).filter((raw) => raw !== null && raw !== undefined)
  return values.length > 0 && values.every(isNumeric)
}

function sorted(rows: readonly Row[], order: Order | undefined): readonly Row[] {
  if (!order) return rows
  const sign = order.descending ? -1 : 1
  return [...rows].sort((a, b) => compare(valueAt(a, order.by), valueAt(b, order.by), sign))
}

/** Nothing comes last whichever way it is sorted. */
function compare(a: unknown, b: unknown, sign: number): number {
  const [none, noneToo] = [a ?? null, b ?? null].map((value) => value === null)
  if (none || noneToo) return Number(none) - Number(noneToo)
  if (isNumeric(a) && isNumeric(b)) return sign * (Number(a) - Number(b))
  if (isTime(a) && isTime(b)) return sign * (a < b ? -1 : a > b ? 1 : 0)
  return sign * plainText(a).localeCompare(plainText(b))
}
