import { kindOf } from '../charts/index.ts'
import type { Widget } from '../definition.ts'

const COLUMNS = 12

/**
 * How many of twelve columns each widget takes: figures share a line evenly, a chart leaves room for a smaller
 * neighbour, and what has no neighbour, or wishes for none, takes the line.
 */
export function arrange(widgets: readonly Widget[]): readonly number[] {
  const spans: number[] = []
  while (spans.length < widgets.length) {
    const rest = widgets.slice(spans.length)
    const figures = rest.findIndex(({ chart }) => chart.type !== 'KPI')
    const together = figures === -1 ? rest.length : figures
    spans.push(...(together > 0 ? share(together) : pair(rest)))
  }
  return spans
}

/** Up to four a line, lines as even as they get. */
function share(count: number): readonly number[] {
  const lines = Math.ceil(count / 4)
  return Array.from({ length: count }, (_, i) => {
    const line = i % lines
    return COLUMNS / Math.ceil((count - line) / lines)
  }).sort((a, b) => a - b)
}

function pair([first, second]: readonly Widget[]): readonly number[] {
  if (!first) return []
  const left = kindOf(first.chart.type).span
  if (!second || second.chart.type === 'KPI' || first.chart.wide || second.chart.wide) return [COLUMNS]
  const right = kindOf(second.chart.type).span
  if (left.beside === right.beside && left.beside > COLUMNS / 2) return [COLUMNS]
  if (left.beside + right.beside === COLUMNS) return [left.beside, right.beside]
  return [COLUMNS / 2, COLUMNS / 2]
}
