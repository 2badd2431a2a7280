import { dashboard } from './dashboard.ts'
import { filtered } from './filtered.ts'
import { kpi } from './kpi.ts'
import { matrix } from './matrix.ts'
import { page } from './page.ts'
import { point } from './point.ts'
import { series } from './series.ts'
import { top } from './top.ts'
import type { Workload } from './workload.ts'

export type { Root, Shop, Workload } from './workload.ts'

/** In the order in which they are asked and told. */
export const workloads: readonly Workload[] = [kpi, series, matrix, top, page, filtered, dashboard, point]
