import { scaleBand, scaleLinear } from 'd3-scale'
import { html, nothing, svg, type TemplateResult } from 'lit'
import { below, frameOf, legend, timeTick, valueAxis } from './axis.ts'
import { bars } from './bars.ts'
import { extent, plotOf, type Plot } from './plot.ts'
import { tooltip, walk } from './tooltip.ts'
import type { ChartKind, View } from './kind.ts'

/** Columns where x is time, bars with their names beside them where it is a category. */
export const bar: ChartKind = {
  type: 'BAR',
  span: { beside: 4, alone: 6 },
  alternative: true,
  draw: (view) => {
    const plot = plotOf(view.chart, view.rows, view.locale)
    return plot.axis === 'time'
      ? html`${legend(plot.lines)}${columns(view, plot)}`
      : html`${legend(plot.lines, 'marked')}${bars(view, plot)}`
  },
}

const HEIGHT = 264
function columns(view: View, plot: Plot): TemplateResult {
  const up = scaleLinear(extent(plot.lines), [0, 1]).nice(4)
  const frame = frameOf(view.width, HEIGHT, up.ticks(4).map(view.tick))
  up.range([frame.bottom, frame.top])
  const places = plot.points.map((_, i) => i)
  const band = scaleBand(places, [frame.left, frame.right]).paddingInner(0.28).paddingOuter(0.14)
  const inner = scaleBand(
    plot.lines.map((_, i) => i),
    [0, band.bandwidth()],
  ).paddingInner(0.1)
  const middle = (at: number) => (band(at) ?? 0) + band.bandwidth() / 2
  const every = Math.ceil(plot.points.length / Math.max(2, Math.floor((frame.right - frame.left) / 64)))
  const write = timeTick(plot.step, view.locale)
  const nearest = (x: number) =>
    Math.max(0, Math.min(places.length - 1, Math.floor((x - frame.left) / band.step())))
  const { at } = view
  return html`<div class="stage">
    <svg
      width=${view.width}
      height=${HEIGHT}
      role="group"
      aria-roledescription="bar chart"
      aria-label="${view.title}. Use the arrow keys to read the bars."
      tabindex="0"
      @pointermove=${(event: PointerEvent) => view.point(nearest(event.offsetX))}
      @pointerleave=${() => view.point(undefined)}
      @blur=${() => view.point(undefined)}
      @keydown=${walk(view, places.length)}
    >
      ${valueAxis(frame, up, view.tick)}
      ${places.filter((i) => i % every === 0).map((i) => below(frame, middle(i), write(new Date(plot.points[i]?.at ?? 0))))}
      ${plot.lines.map((line, n) =>
        line.values.map((value, i) => {
          if (!value) return nothing
          const y = up(Math.max(0, value.number))
          const height = Math.abs(up(value.number) - up(0))
          const x = (band(i) ?? 0) + (inner(n) ?? 0)
          const dim = at !== undefined && at !== i ? 'dim' : ''
          return svg`<rect class="bar ${line.hue} ${dim}" x=${x} y=${y} width=${inner.bandwidth()} height=${height} rx="1.5" />`
        }),
      )}
    </svg>
    ${at === undefined || at >= places.length ? nothing : tooltip(view, plot, at, middle(at))}
  </div>`
}
