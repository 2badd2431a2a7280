import { bar } from './bar.ts'
import { kpi } from './kpi.ts'
import { line } from './line.ts'
import { table } from './table.ts'
import type { ChartType } from '../definition.ts'
import type { ChartKind } from './kind.ts'

/** Every kind of chart. A type that this page is too old to know is shown as a table. */
const kinds: ReadonlyMap<ChartType, ChartKind> = new Map(
  [kpi, line, bar, table].map((kind) => [kind.type, kind]),
)

export function kindOf(type: ChartType): ChartKind {
  return kinds.get(type) ?? table
}
