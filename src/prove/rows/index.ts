import type { Filling } from '../../warehouses/postgres/clone/contract.ts'
import type { RowsOptions, SyntheticRows } from '../contract.ts'

/** Rows for every table of the blueprint, the same each time for the same options. */
export declare function makeRows(options: RowsOptions): SyntheticRows

/** What `clone.fill` takes: everybody's rows, or those of the tenants at these places and nobody's. */
export declare function fillingsOf(rows: SyntheticRows, only?: readonly number[]): readonly Filling[]
