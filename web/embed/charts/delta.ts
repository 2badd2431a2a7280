import { html, nothing, svg, type TemplateResult } from 'lit'
import { isNumeric, label, type Format } from '../format.ts'
import type { Chart } from '../definition.ts'

/** How a value stands to an earlier one. */
export interface Delta {
  readonly way: 'up' | 'down' | 'same' | 'unknown'
  /** How far, without a sign: `6.2%`, or `0.4 pts` between values that are percentages themselves. */
  readonly text: string
  /** For sorting; null where there is nothing to compare. */
  readonly by: number | null
}

const UNKNOWN: Delta = { way: 'unknown', text: '—', by: null }

/** Nothing is known without both values, and no part of a zero is anything. A part is a float: it is only shown. */
export function deltaOf(now: unknown, was: unknown, format: Format, locale: string): Delta {
  if (!isNumeric(now) || !isNumeric(was)) return UNKNOWN
  const points = format.options.style === 'percent'
  const [after, before] = [Number(now), Number(was)]
  if (!points && before === 0) return after === 0 ? { way: 'same', text: 'No change', by: 0 } : UNKNOWN
  const by = points ? after - before : (after - before) / Math.abs(before)
  const shown = Math.abs(by) * 100
  // What rounds to nothing is told as nothing: an arrow beside 0.0% says two things.
  if (shown < 0.05) return { way: 'same', text: 'No change', by: 0 }
  const places = shown < 99.95 ? 1 : 0
  const digits = new Intl.NumberFormat(locale, {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  })
  return {
    way: by > 0 ? 'up' : 'down',
    text: digits.format(shown) + (points ? '\u00a0pts' : '%'),
    by,
  }
}

const ARROWS = { up: 'M4 1 7.5 7h-7z', down: 'M4 7 .5 1h7z' }

/** An arrow for the eye, a word for a screen reader, and a colour only as a third. */
export function deltaMark({ way, text }: Delta, { better }: Chart): TemplateResult {
  if (way === 'unknown')
    return html`<span class="delta"
      ><span aria-hidden="true">—</span><span class="unseen">unknown</span></span
    >`
  if (way === 'same') return html`<span class="delta">${text}</span>`
  const news = better === 'NEITHER' ? '' : (way === 'up') === (better !== 'LOWER') ? 'good' : 'bad'
  return html`<span class="delta ${news}"
    ><svg width="8" height="8" aria-hidden="true">${svg`<path d=${ARROWS[way]} />`}</svg
    ><span class="unseen">${way} </span>${text}</span
  >`
}

/** `vs last year`: the comparison's own name. */
export function versus({ compare }: Chart): string | typeof nothing {
  return compare ? `vs ${label(compare).toLowerCase()}` : nothing
}
