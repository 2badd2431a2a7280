import { leaves, valueAt, type Row } from '../answer.ts'
import { isNumeric, isTime, label, timeWriter, usualStep, wallClock, plainText } from '../format.ts'
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
  /** All the groups together that have no point of their own. */
  readonly others?: true
}

export interface Line {
  readonly label: string
  /** Its colour's class: one of the theme's series, or `was` for what the others are compared with. */
  readonly hue: string
  /** One a point: the number for drawing, the raw value for writing; null where there is none. */
  readonly values: readonly (Value | null)[]
}

export interface Value {
  readonly raw: unknown
  /** Only ever a position on the screen, so a float does. */
  readonly number: number
}

/** How many colours the theme has; further lines start over. */
const PALETTE = 6

/** Stands where the row of others has no value, since nothing at all is a group too. */
const OTHERS = Symbol('others')

/** @param chart where it names no `x` or `y`, the first leaf is x and the numbers are y */
export function plotOf(chart: Chart, rows: readonly Row[], locale: string): Plot {
  const { x, y } = axesOf(chart, rows)
  const raws = [...new Set(rows.map((row) => placeOf(row, x)))]
  const timely = raws.some(isTime) && raws.every((raw) => raw === null || raw === OTHERS || isTime(raw))
  const known = timely
    ? raws.filter(isTime).sort((a, b) => wallClock(a).getTime() - wallClock(b).getTime())
    : raws
  const times = timely ? known.map((raw) => wallClock(raw as string)) : []
  const step = usualStep(times)
  const write = timeWriter(step || 86_400_000, locale)
  const points = known.map((raw, i): Point => {
    const time = times[i]
    if (time) return { label: write(time), at: time.getTime() }
    return raw === OTHERS ? { label: 'Others', at: i, others: true } : { label: nameOf(raw), at: i }
  })
  const place = new Map(known.map((raw, i) => [raw, i]))
  return { axis: timely ? 'time' : 'category', points, lines: linesOf(chart, rows, x, y, place), step }
}

/** Whether it is the row of all that came after the limit. */
export function isOthers(row: Row): boolean {
  return row['_others'] === true
}

function placeOf(row: Row, x: string): unknown {
  return isOthers(row) ? OTHERS : (valueAt(row, x) ?? null)
}

/** The response names that a chart draws. */
export function axesOf(chart: Chart, rows: readonly Row[]): { x: string; y: readonly string[] } {
  const paths = leaves(rows)
  const x = chart.x ?? paths.find((path) => path !== chart.series) ?? ''
  const others = new Set([x, chart.series, chart.compare])
  const numeric = (path: string) => !others.has(path) && rows.some((row) => isNumeric(valueAt(row, path)))
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
  const lines = new Map<string, { was: boolean; values: (Value | null)[] }>()
  const drawn = chart.compare ? [...y, chart.compare] : y
  for (const row of rows) {
    const at = place.get(placeOf(row, x))
    if (at === undefined) continue
    for (const path of drawn) {
      const name = lineName(chart, row, path, drawn.length > 1)
      const line = lines.get(name) ?? { was: path === chart.compare, values: blank(place.size) }
      const raw = valueAt(row, path)
      line.values[at] = isNumeric(raw) ? { raw, number: Number(raw) } : null
      lines.set(name, line)
    }
  }
  let used = 0
  return [...lines].map(([name, { was, values }]) => ({
    label: name,
    hue: was ? 'was' : `s${used++ % PALETTE}`,
    values,
  }))
}

function blank(size: number): (Value | null)[] {
  return Array.from<Value | null>({ length: size }).fill(null)
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

/** The smallest and largest value of all lines, always with zero: a cut axis exaggerates. */
export function extent(lines: readonly Line[]): readonly [number, number] {
  const numbers = lines.flatMap(({ values }) => values.flatMap((value) => (value ? [value.number] : [])))
  const low = numbers.reduce((a, b) => Math.min(a, b), 0)
  const high = numbers.reduce((a, b) => Math.max(a, b), 0)
  return low === high ? [low, low + 1] : [low, high]
}

/** Whether the period that begins at `at` isn't over: its value is still growing. */
export function isOpen(plot: Plot, at: number): boolean {
  const begins = plot.points[at]?.at
  return plot.axis === 'time' && begins !== undefined && plot.step > 0 && begins + plot.step > Date.now()
}
