import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { html, nothing, svg, type TemplateResult } from 'lit'
import { valueAt } from '../answer.ts'
import { label } from '../format.ts'
import { axesOf, extent, plotOf, type Value } from './plot.ts'
import type { ChartKind, View } from './kind.ts'

const HEIGHT = 40

/** One number, exact; further ones below it in small, and where the rows are a course of time, their shape. */
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
      ${others.map((path) => html`<p class="beside"><b>${view.write(valueAt(from, path))}</b> ${label(path)}</p>`)}
      ${view.rows.length > 2 && view.chart.x ? spark(view, first) : nothing}
    `
  },
}

/** As large as it may be on one line: a number that wraps is read wrong. */
function fit(text: string, width: number): number {
  return Math.max(14, Math.min(32, Math.floor(width / (text.length * 0.61))))
}

function spark(view: View, y: string): TemplateResult | typeof nothing {
  const plot = plotOf({ ...view.chart, y: [y], series: null }, view.rows, view.locale)
  const [only] = plot.lines
  if (plot.axis !== 'time' || !only) return nothing
  const across = scaleLinear([plot.points[0]?.at ?? 0, plot.points.at(-1)?.at ?? 1], [2, view.width - 2])
  const up = scaleLinear(extent(plot.lines), [HEIGHT - 2, 3])
  const x = (_: Value | null, i: number) => across(plot.points[i]?.at ?? 0)
  const top = (value: Value | null) => up(value?.number ?? 0)
  const stroke = line<Value | null>(x, top).defined(Boolean)(only.values)
  const fill = area<Value | null>(x, up(0), top).defined(Boolean)(only.values)
  return html`<svg class="spark" width=${view.width} height=${HEIGHT} aria-hidden="true">
    ${svg`<path class="fill s0" d=${fill ?? ''} /><path class="stroke s0" d=${stroke ?? ''} />`}
  </svg>`
}
