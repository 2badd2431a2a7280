import { scaleLinear } from 'd3-scale'
import { area, line as course } from 'd3-shape'
import { html, nothing, svg, type TemplateResult } from 'lit'
import { valueAt } from '../answer.ts'
import { label } from '../format.ts'
import { deltaMark, versus } from './delta.ts'
import { axesOf, extent, isOpen, plotOf, type Value } from './plot.ts'
import type { ChartKind, View } from './kind.ts'

const HEIGHT = 40

/** One number, exact, and how it stands to an earlier one; further ones below it in small, and where the rows are a course of time, their shape. */
export const kpi: ChartKind = {
  type: 'KPI',
  span: { beside: 3, alone: 3 },
  alternative: false,
  draw: (view) => {
    const from = view.totals ?? view.rows.at(-1) ?? {}
    const chart = view.totals && !view.chart.y?.length ? { ...view.chart, x: view.chart.x ?? '' } : view.chart
    const { y } = axesOf(chart, [from])
    const [first = '', ...others] = y
    const figure = view.write(valueAt(from, first))
    return html`
      <p class="figure" .style=${`font-size:${fit(figure, view.width)}px`}>${figure}</p>
      ${view.chart.compare ? comparison(view, valueAt(from, first), valueAt(from, view.chart.compare)) : nothing}
      ${others.map((path) => html`<p class="beside"><b>${view.write(valueAt(from, path), path)}</b> ${label(path)}</p>`)}
      ${view.rows.length > 2 && view.chart.x ? spark(view, first) : nothing}
    `
  },
}

/** As large as it may be on one line: a number that wraps is read wrong. */
function fit(text: string, width: number): number {
  return Math.max(14, Math.min(28, Math.floor(width / (text.length * 0.61))))
}

function comparison(view: View, now: unknown, was: unknown): TemplateResult {
  const { chart } = view
  return html`<p class="than" title="${view.write(was)} ${label(chart.compare ?? '').toLowerCase()}">
    ${deltaMark(view.delta(now, was), chart)} ${versus(chart)}
  </p>`
}

/** Only of periods that are over: the fall of one that has just begun is none. */
function spark(view: View, y: string): TemplateResult | typeof nothing {
  const plot = plotOf({ ...view.chart, y: [y], series: null, compare: null }, view.rows, view.locale)
  const last = plot.points.length - (isOpen(plot, plot.points.length - 1) ? 2 : 1)
  const [line] = plot.lines
  if (plot.axis !== 'time' || !line || last < 2) return nothing
  const values = line.values.slice(0, last + 1)
  const across = scaleLinear([plot.points[0]?.at ?? 0, plot.points[last]?.at ?? 1], [2, view.width - 2])
  const up = scaleLinear(extent([{ ...line, values }]), [HEIGHT - 2, 3])
  const x = (_: Value | null, i: number) => across(plot.points[i]?.at ?? 0)
  const top = (value: Value | null) => up(value?.number ?? 0)
  const stroke = course<Value | null>(x, top).defined(Boolean)(values)
  const fill = area<Value | null>(x, up(0), top).defined(Boolean)(values)
  return html`<svg class="spark" width=${view.width} height=${HEIGHT} aria-hidden="true">
    ${svg`<path class="fill s0" d=${fill ?? ''} /><path class="stroke s0" d=${stroke ?? ''} />`}
  </svg>`
}
