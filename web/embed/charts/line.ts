import { bisectCenter } from 'd3-array'
import { scaleLinear, scalePoint, scaleUtc, type ScaleLinear } from 'd3-scale'
import { area, curveMonotoneX, line as lineShape } from 'd3-shape'
import { html, nothing, svg, type SVGTemplateResult } from 'lit'
import { below, frameOf, legend, timeTick, valueAxis, type Frame } from './axis.ts'
import { extent, isOpen, plotOf, type Line, type Plot, type Value } from './plot.ts'
import { tooltip, walk } from './tooltip.ts'
import type { ChartKind, View } from './kind.ts'

const HEIGHT = 264
const DAY = 86_400_000

/** Values over time (or over ordered categories). A missing point stays a gap: nothing is drawn that isn't there. */
export const line: ChartKind = {
  type: 'LINE',
  span: { beside: 8, alone: 12 },
  alternative: true,
  draw: (view) => {
    const plot = plotOf(view.chart, view.rows, view.locale)
    const up = scaleLinear(extent(plot.lines), [0, 1]).nice(4)
    const frame = frameOf(view.width, HEIGHT, up.ticks(4).map(view.tick))
    up.range([frame.bottom, frame.top])
    const across = acrossOf(plot, frame)
    const xs = plot.points.map(across)
    const at = view.at !== undefined && view.at < xs.length ? view.at : undefined
    return html`
      ${legend(plot.lines)}
      <div class="stage">
        <svg
          width=${view.width}
          height=${HEIGHT}
          role="group"
          aria-roledescription="line chart"
          aria-label=${summary(view, plot)}
          tabindex="0"
          @pointermove=${(event: PointerEvent) => view.point(bisectCenter(xs, event.offsetX))}
          @pointerleave=${() => view.point(undefined)}
          @blur=${() => view.point(undefined)}
          @keydown=${walk(view, xs.length)}
        >
          ${fade()} ${valueAxis(frame, up, view.tick)} ${acrossAxis(plot, frame, across, view)}
          ${at === undefined ? nothing : svg`<line class="cross" x1=${xs[at]} x2=${xs[at]} y1=${frame.top} y2=${frame.bottom} />`}
          ${behindFirst(plot.lines).map((one) => drawn(one, plot, xs, up))}
          ${at === undefined ? nothing : dots(plot, at, xs[at] ?? 0, up)}
        </svg>
        ${at === undefined ? nothing : tooltip(view, plot, at, xs[at] ?? 0)}
      </div>
    `
  },
}

type Across = (point: Plot['points'][number]) => number

function acrossOf(plot: Plot, frame: Frame): Across {
  if (plot.axis === 'category') {
    const scale = scalePoint(
      plot.points.map(({ at }) => at),
      [frame.left + 16, frame.right - 16],
    )
    return ({ at }) => scale(at) ?? frame.left
  }
  const scale = scaleLinear(
    [plot.points[0]?.at ?? 0, plot.points.at(-1)?.at ?? 1],
    [frame.left + 4, frame.right],
  )
  return ({ at }) => scale(at)
}

function acrossAxis(
  plot: Plot,
  frame: Frame,
  across: Across,
  view: View,
): SVGTemplateResult | SVGTemplateResult[] {
  const most = Math.max(2, Math.floor((frame.right - frame.left) / 90))
  // Weeks begin on whichever day the query said, so only the points know where a tick belongs.
  if (plot.axis === 'time' && Math.round(plot.step / DAY) === 7) {
    const write = timeTick(plot.step, view.locale)
    const every = Math.ceil(plot.points.length / most)
    return plot.points
      .filter((_, i) => i % every === 0)
      .map((point) => below(frame, across(point), write(new Date(point.at))))
  }
  if (plot.axis === 'category') {
    const every = Math.ceil(plot.points.length / most)
    return plot.points
      .filter((_, i) => i % every === 0)
      .map((point) => below(frame, across(point), point.label))
  }
  const [first, last] = [plot.points[0]?.at ?? 0, plot.points.at(-1)?.at ?? 0]
  const ticks = first === last ? [new Date(first)] : scaleUtc([first, last], [0, 1]).ticks(most)
  // Finer ticks than there are points would name moments that nothing was measured for.
  const fit = ticks.filter(
    (time, i) => i === 0 || time.getTime() - (ticks[i - 1]?.getTime() ?? 0) >= plot.step * 0.9,
  )
  const write = timeTick(
    Math.max(plot.step, (fit[1]?.getTime() ?? 0) - (fit[0]?.getTime() ?? 0)),
    view.locale,
  )
  return fit.map((time) => below(frame, across({ label: '', at: time.getTime() }), write(time)))
}

type Placed = { readonly x: number; readonly value: Value | null }

/** What the others are compared with is drawn below them. */
function behindFirst(lines: readonly Line[]): readonly Line[] {
  const was = (line: Line) => line.hue === 'was'
  return [...lines.filter(was), ...lines.filter((line) => !was(line))]
}

/** The line itself, broken where a point is missing; a point between two gaps is a dot. */
function drawn(
  one: Line,
  plot: Plot,
  xs: readonly number[],
  up: ScaleLinear<number, number>,
): SVGTemplateResult {
  const placed = withGaps(one, plot, xs)
  const there = ({ value }: Placed) => value !== null
  const x = ({ x }: Placed) => x
  const y = ({ value }: Placed) => up(value?.number ?? 0)
  const course = lineShape<Placed>(x, y).defined(there).curve(curveMonotoneX)
  // Up to the last period that is over the line is firm; from there to one that isn't, it is dashed.
  const open = placed.length > 1 && isOpen(plot, plot.points.length - 1)
  const pieces = open ? [placed.slice(0, -1), placed.slice(-2)] : [placed]
  const [stroke, tail] = pieces.map((piece) => course(piece))
  const alone = one.hue !== 'was' && plot.lines.filter(({ hue }) => hue !== 'was').length === 1
  const ground = area<Placed>(x, up(0), y).defined(there).curve(curveMonotoneX)
  // In the same two pieces, or the curves of line and area would part.
  const fill = alone ? pieces.map((piece) => ground(piece)).join('') : ''
  const lone = placed.filter((p, n) => there(p) && !placed[n - 1]?.value && !placed[n + 1]?.value)
  return svg`
    ${fill ? svg`<path class="area ${one.hue}" fill="url(#fade)" d=${fill} />` : nothing}
    <path class="stroke ${one.hue}" d=${stroke ?? ''} />
    ${tail ? svg`<path class="tail ${one.hue}" d=${tail} />` : nothing}
    ${lone.map((p) => svg`<circle class="dot ${one.hue}" cx=${p.x} cy=${y(p)} r="2.5" />`)}`
}

/** Where two points in time lie further apart than usual, the line must not bridge them. */
function withGaps(one: Line, plot: Plot, xs: readonly number[]): readonly Placed[] {
  return plot.points.flatMap((point, i) => {
    const x = xs[i] ?? 0
    const here = { x, value: one.values[i] ?? null }
    const before = plot.points[i - 1]
    const gap = plot.axis === 'time' && before !== undefined && point.at - before.at > plot.step * 1.6
    return gap ? [{ x, value: null }, here] : [here]
  })
}

function dots(
  plot: Plot,
  at: number,
  x: number,
  up: ScaleLinear<number, number>,
): readonly SVGTemplateResult[] {
  return plot.lines.flatMap((one) => {
    const value = one.values[at]
    return value ? [svg`<circle class="dot lifted ${one.hue}" cx=${x} cy=${up(value.number)} r="4.5" />`] : []
  })
}

function fade(): SVGTemplateResult {
  return svg`<defs><linearGradient id="fade" x1="0" y1="0" x2="0" y2="1">
    <stop class="from" offset="0" /><stop class="to" offset="1" />
  </linearGradient></defs>`
}

function summary(view: View, plot: Plot): string {
  const names = plot.lines.map(({ label }) => label).join(', ')
  const span = `${plot.points[0]?.label ?? ''} to ${plot.points.at(-1)?.label ?? ''}`
  return `${view.title}: ${names}, ${span}. Use the arrow keys to read the points.`
}
