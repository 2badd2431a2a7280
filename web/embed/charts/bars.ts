import { scaleLinear } from 'd3-scale'
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit'
import { deltaMark } from './delta.ts'
import { extent, type Line, type Plot, type Point } from './plot.ts'
import type { View } from './kind.ts'

const MOST_BARS = 12
/** So few that they may take more room. */
const FEW_BARS = 4

/** A name, a bar and the exact value a line. SVG has no ellipsis, so each is text in a grid and a bar of its own. */
export function bars(view: View, plot: Plot): TemplateResult {
  const shown = plot.points.filter((point, at) => at < MOST_BARS || point.others)
  const more = plot.points.length - shown.length
  const scale = scaleLinear(extent(plot.lines), [0, 100])
  const was = plot.lines.find(({ hue }) => hue === 'was')
  const now = plot.lines.filter(({ hue }) => hue !== 'was')
  const look = `${was ? 'compared' : ''} ${shown.length <= FEW_BARS ? 'few' : ''}`
  return html`<ul class="bars ${look}" aria-label=${view.title}>
    ${shown.map((point) => {
      const at = plot.points.indexOf(point)
      return html`<li>
        <span class="name" title=${point.label}>${point.label}</span>
        ${now.map((line, i) => barOf(view, { line, was: i === 0 ? was : undefined, point, at, scale }))}
      </li>`
    })}
    ${more > 0 ? html`<li class="more">and ${more} more</li>` : nothing}
  </ul>`
}

interface Bar {
  readonly line: Line
  readonly was: Line | undefined
  readonly point: Point
  readonly at: number
  /** From a value to percent of the width. */
  readonly scale: (value: number) => number
}

function barOf(view: View, { line, was, point, at, scale }: Bar): TemplateResult {
  const [value, before] = [line.values[at], was?.values[at]]
  return html`<span class="value">${view.write(value?.raw)}</span>
    ${was ? deltaMark(view.delta(value?.raw, before?.raw), view.chart) : nothing}
    <svg height="10" aria-hidden="true">
      <rect class="track" width="100%" height="8" y="1" rx="2" />
      ${value ? filled(scale, value.number, point.others ? 'others' : line.hue) : nothing}
      ${before ? mark(scale(before.number)) : nothing}
    </svg>`
}

function filled(scale: Bar['scale'], number: number, hue: string): SVGTemplateResult {
  const [from, to] = [scale(Math.min(0, number)), scale(Math.max(0, number))]
  return svg`<rect class="bar ${hue}" x="${from}%" width="${Math.max(to - from, 0.4)}%" height="8" rx="2" y="1" />`
}

/** Where it stood before: a mark on the bar, not a bar of its own. */
function mark(x: number): SVGTemplateResult {
  return svg`<line class="mark" x1="${x}%" x2="${x}%" y1="0" y2="10" />`
}
