import { leaves, valueAt, type Row } from '../answer.ts'
import { isNumeric, isTime, label, timeWriter, wallClock, plainText } from '../format.ts'
import type { Chart } from '../definition.ts'

/** Rows turned into lines over shared positions. */
export interface Plot {
  readonly axis: 'time' | 'category'
  readonly points: readonly Point[]
  readonly lines: readonly Line[]
  /** Usual milliseconds between two points in time; 0 for categories. */
  readonly step: number
}

export interface Point {
  readonly label: string
  /** Milliseconds, or the category's place. */
  readonly at: number
}

export interface Line {
  readonly label: string
  /** One a point: the number for drawing, the raw value for writing; null where there is none. */
  readonly values: readonly (Value | null)[]
}

export interface Value {
  readonly raw: unknown
  /** Only ever a position on the screen, so a float does. */
  readonly number: number
}

/** @param chart where it names no `x` or `y`, the first leaf is x and the numbers are y */
export function plotOf(chart: Chart, rows: readonly Row[], locale: string): Plot {
  const { x, y } = axesOf(chart, rows)
  const raws = [...new Set(rows.map((row) => valueAt(row, x)))]
  const timely = raws.length > 0 && raws.every((raw) => raw === null || isTime(raw))
  const known = timely
    ? raws.filter(isTime).sort((a, b) => wallClock(a).getTime() - wallClock(b).getTime())
    : raws
  const times = timely ? known.map((raw) => wallClock(raw as string)) : []
  const step = usualStep(times)
  const write = timeWriter(step || 86_400_000, locale)
  const points = known.map((raw, i) => {
    const time = times[i]
    return time ? { label: write(time), at: time.getTime() } : { label: nameOf(raw), at: i }
  })
  const place = new Map(known.map((raw, i) => [raw, i]))
  return { axis: timely ? 'time' : 'category', points, lines: linesOf(chart, rows, x, y, place), step }
}

/** The response names that a chart draws. */
export function axesOf(chart: Chart, rows: readonly Row[]): { x: string; y: readonly string[] } {
  const paths = leaves(rows)
  const x = chart.x ?? paths.find((path) => path !== chart.series) ?? ''
  const numeric = (path: string) =>
    path !== x && path !== chart.series && rows.some((row) => isNumeric(valueAt(row, path)))
  const y = chart.y?.length ? chart.y : paths.filter(numeric)
  return { x, y }
}

function linesOf(
  chart: Chart,
  rows: readonly Row[],
  x: string,
  y: readonly string[],
  place: ReadonlyMap<unknown, number>,
): readonly Line[] {
  const lines = new Map<string, (Value | null)[]>()
  for (const row of rows) {
    const at = place.get(valueAt(row, x))
    if (at === undefined) continue
    for (const path of y) {
      const name = lineName(chart, row, path, y.length > 1)
      const values = lines.get(name) ?? Array.from<Value | null>({ length: place.size }).fill(null)
      const raw = valueAt(row, path)
      values[at] = isNumeric(raw) ? { raw, number: Number(raw) } : null
      lines.set(name, values)
    }
  }
  return [...lines].map(([name, values]) => ({ label: name, values }))
}

function lineName(chart: Chart, row: Row, path: string, several: boolean): string {
  if (!chart.series) return label(path)
  const series = nameOf(valueAt(row, chart.series))
  return several ? `${series} · ${label(path)}` : series
}

/** What a reader sees for a category: text as it stands, and a word for nothing. */
function nameOf(raw: unknown): string {
  return raw === null || raw === undefined || raw === '' ? 'None' : plainText(raw)
}

function usualStep(times: readonly Date[]): number {
  const steps = times.slice(1).map((time, i) => time.getTime() - (times[i]?.getTime() ?? 0))
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
}

/** The smallest and largest value of all lines, always with zero: a cut axis exaggerates. */
export function extent(lines: readonly Line[]): readonly [number, number] {
  const numbers = lines.flatMap(({ values }) => values.flatMap((value) => (value ? [value.number] : [])))
  const low = numbers.reduce((a, b) => Math.min(a, b), 0)
  const high = numbers.reduce((a, b) => Math.max(a, b), 0)
  return low === high ? [low, low + 1] : [low, high]
}
