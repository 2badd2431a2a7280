import type { Blueprint, RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Random } from '../random.ts'
import { keyOf } from './sources.ts'

/** What a partition takes, where its table is cut by one plain column. */
type Bound =
  | { readonly is: 'list'; readonly values: readonly string[] }
  | { readonly is: 'range'; readonly from: string | undefined; readonly to: string | undefined }

interface Cut {
  readonly column: string
  readonly bounds: readonly Bound[]
}

/** How partitioned tables are cut. */
export type Cuts = ReadonlyMap<RelationPlan, Cut>

/** Reads how each partitioned table is cut, so that rows fall into all of its partitions. */
export function cutsOf({ relations }: Blueprint): Cuts {
  const cuts = new Map<RelationPlan, Cut>()
  for (const table of relations) {
    const column = /^(?:LIST|RANGE) \("?([^",()]+)"?\)$/.exec(table.partitionKey ?? '')?.[1]
    if (column === undefined) continue
    const parts = relations.filter(({ parents }) => parents.some((parent) => keyOf(parent) === keyOf(table)))
    const bounds = parts.flatMap(({ bound }) => boundOf(bound ?? '') ?? [])
    if (bounds.length > 0) cuts.set(table, { column, bounds })
  }
  return cuts
}

function boundOf(text: string): Bound | undefined {
  const listed = /^FOR VALUES IN \((.*)\)$/.exec(text)?.[1]
  if (listed !== undefined) return { is: 'list', values: constants(listed) }
  const range = /^FOR VALUES FROM \((.*)\) TO \((.*)\)$/.exec(text)
  return range === null
    ? undefined
    : { is: 'range', from: constants(range[1] ?? '')[0], to: constants(range[2] ?? '')[0] }
}

/** MINVALUE and MAXVALUE are no constants: that end is open. */
function constants(text: string): readonly string[] {
  const found = text.matchAll(/'((?:[^']|'')*)'|(?<![\w.])(-?\d+(?:\.\d+)?)(?![\w.])/g)
  return [...found].map(([, quoted, number]) => number ?? (quoted ?? '').replaceAll("''", "'"))
}

/** The values that partitions are listed by, where the table is cut by this column. */
export function listedIn(cuts: Cuts, table: RelationPlan, column: string): readonly string[] {
  const cut = cuts.get(table)
  if (cut?.column !== column) return []
  return cut.bounds.flatMap((bound) => (bound.is === 'list' ? bound.values : []))
}

/** A value of a partition's, each of them in turn; undefined where the table isn't cut by this column, or not plainly. */
export function valueWithin(
  cuts: Cuts,
  table: RelationPlan,
  column: string,
  row: number,
  random: Random,
): string | undefined {
  const cut = cuts.get(table)
  if (cut?.column !== column) return undefined
  const bound = cut.bounds[row % cut.bounds.length]
  if (bound === undefined) return undefined
  if (bound.is === 'list') return bound.values[random.below(bound.values.length)]
  return between(bound.from, bound.to, random)
}

/** The lower end belongs to a range. */
function between(from: string | undefined, to: string | undefined, random: Random): string | undefined {
  if (from === undefined) return undefined
  if (to === undefined) return from
  if (/^-?\d{1,15}$/.test(from) && /^-?\d{1,15}$/.test(to)) {
    const width = Math.min(Number(to) - Number(from), 1_000_000)
    return String(Number(from) + random.below(width))
  }
  const [first, last] = [Date.parse(from), Date.parse(to)]
  if (!/^\d{4}-\d\d-\d\d/.test(from) || Number.isNaN(first) || Number.isNaN(last)) return from
  const date = new Date(first + random.below(Math.max(1, Math.floor((last - first) / 1000))) * 1000)
  return from.length <= 10 ? date.toISOString().slice(0, 10) : date.toISOString()
}
