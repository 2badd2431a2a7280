import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit'
import type { ScaleLinear } from 'd3-scale'
import type { Line } from './plot.ts'

/** The drawing's inner rectangle, in CSS pixels. */
export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** About what a character of tick text is wide; measuring would cost a layout each time. */
const CHARACTER = 6.6

export function frameOf(width: number, height: number, ticks: readonly string[]): Frame {
  const widest = ticks.reduce((most, text) => Math.max(most, text.length), 0)
  return { left: Math.ceil(widest * CHARACTER) + 10, right: width - 10, top: 10, bottom: height - 26 }
}

/** Horizontal gridlines with their values; the base line is darker. */
export function valueAxis(
  frame: Frame,
  up: ScaleLinear<number, number>,
  tick: (value: number) => string,
): SVGTemplateResult {
  const marks = up.ticks(4).map((value) => {
    const y = Math.round(up(value)) + 0.5
    return svg`
      <line class=${value === 0 ? 'base' : 'grid'} x1=${frame.left} x2=${frame.right} y1=${y} y2=${y} />
      <text class="tick" x=${frame.left - 8} y=${y} dy="0.32em" text-anchor="end">${tick(value)}</text>`
  })
  return svg`<g aria-hidden="true">${marks}</g>`
}

/** Text below the drawing, centred; the card's padding has room for the half that stands out. */
export function below(frame: Frame, x: number, text: string): SVGTemplateResult {
  return svg`<text class="tick" aria-hidden="true" x=${x} y=${frame.bottom + 18} text-anchor="middle">${text}</text>`
}

const FEW_HOURS = 20 * 3_600_000
const MONTH = 27 * 86_400_000

/** Ticks of time: years stand where a year begins, else months, days or hours. */
export function timeTick(step: number, locale: string): (time: Date) => string {
  const written = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const year = written({ year: 'numeric' })
  const finer =
    step >= MONTH
      ? written({ month: 'short' })
      : step >= FEW_HOURS
        ? written({ day: 'numeric', month: 'short' })
        : written({ hour: 'numeric', minute: '2-digit' })
  return (time) => {
    const begins = step >= MONTH && time.getUTCMonth() === 0
    return (begins ? year : finer).format(time)
  }
}

/** Which colour is which line; a single line needs none. What others are compared with is drawn as the chart draws it. */
export function legend(lines: readonly Line[], marks = ''): TemplateResult | undefined {
  if (lines.length < 2) return undefined
  return html`<ul class="legend ${marks}">
    ${lines.map((line) => html`<li><i class="swatch ${line.hue}"></i>${line.label}</li>`)}
  </ul>`
}
