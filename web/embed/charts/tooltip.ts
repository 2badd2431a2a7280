import { html, nothing, type TemplateResult } from 'lit'
import { deltaMark } from './delta.ts'
import { isOpen } from './plot.ts'
import type { View } from './kind.ts'
import type { Plot } from './plot.ts'

/** What stands at one point, in words; beside the crosshair, and said to a screen reader. */
export function tooltip(view: View, plot: Plot, at: number, x: number): TemplateResult {
  const point = plot.points[at]
  const side = x > view.width / 2 ? 'left' : 'right'
  const offset = side === 'left' ? `right:${view.width - x + 12}px` : `left:${x + 12}px`
  // A style attribute would need 'unsafe-inline'; the property doesn't.
  return html`<div class="tooltip" role="status" .style=${offset}>
    <strong>${point?.label}${isOpen(plot, at) ? html` <small>so far</small>` : nothing}</strong>
    <dl>
      ${plot.lines.map(
        (line) =>
          html`<div>
            <dt><i class="swatch ${line.hue}"></i>${line.label}</dt>
            <dd>${view.write(line.values[at]?.raw)}</dd>
          </div>`,
      )}
    </dl>
    ${compared(view, plot, at)}
  </div>`
}

/** The comparison in a word, where there is one line and what it is compared with. */
function compared(view: View, plot: Plot, at: number): TemplateResult | typeof nothing {
  const [line, was] = plot.lines
  if (plot.lines.length !== 2 || was?.hue !== 'was') return nothing
  return html`<p class="than">
    ${deltaMark(view.delta(line?.values[at]?.raw, was.values[at]?.raw), view.chart)}
  </p>`
}

/** Arrow keys, Home and End walk over the points; Escape leaves. */
export function walk(view: View, count: number): (event: KeyboardEvent) => void {
  return (event) => {
    const here = view.at ?? (event.key === 'ArrowLeft' ? count : -1)
    const to: Readonly<Record<string, number | undefined>> = {
      ArrowRight: Math.min(count - 1, here + 1),
      ArrowLeft: Math.max(0, here - 1),
      Home: 0,
      End: count - 1,
      Escape: undefined,
    }
    if (!(event.key in to)) return
    event.preventDefault()
    view.point(to[event.key])
  }
}
