import { html, type TemplateResult } from 'lit'
import { PALETTE } from './axis.ts'
import type { View } from './kind.ts'
import type { Plot } from './plot.ts'

/** What stands at one point, in words; beside the crosshair, and said to a screen reader. */
export function tooltip(view: View, plot: Plot, at: number, x: number): TemplateResult {
  const point = plot.points[at]
  const side = x > view.width / 2 ? 'left' : 'right'
  const offset = side === 'left' ? `right:${view.width - x + 12}px` : `left:${x + 12}px`
  // A style attribute would need 'unsafe-inline'; the property doesn't.
  return html`<div class="tooltip" role="status" .style=${offset}>
    <strong>${point?.label}</strong>
    <dl>
      ${plot.lines.map(
        (line, i) =>
          html`<div>
            <dt><i class="swatch s${i % PALETTE}"></i>${line.label}</dt>
            <dd>${view.write(line.values[at]?.raw)}</dd>
          </div>`,
      )}
    </dl>
  </div>`
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
