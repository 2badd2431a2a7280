import type { Models } from '../../model/model.ts'
import type { Blueprint, Named } from '../../warehouses/postgres/clone/blueprint.ts'

/** One of the made-up tenants that a proof asks as. */
export interface SyntheticTenant {
  /** As a token names it: the text of a value that every tenant column of the models takes. */
  readonly id: string
  /** A word that is in every text of its rows that has the room, and nowhere else; letters a–z and digits. */
  readonly canary: string
  /** The least unit of its numbers: they are multiples of it below a thousand times it, where their type has the room. */
  readonly unit: bigint
}

/** Rows for every table of a blueprint. The same blueprint, models, seed and time make the same rows. */
export interface SyntheticRows {
  readonly tenants: readonly SyntheticTenant[]
  /** The canary in rows that are nobody's: any tenant may see it. */
  readonly shared: string
  readonly tables: readonly SyntheticTable[]
  /** What a reader of the report should know: values that had no room for a canary, tables that got fewer rows. */
  readonly notes: readonly string[]
}

export interface SyntheticTable {
  readonly table: Named
  readonly columns: readonly string[]
  readonly rows: readonly SyntheticRow[]
}

export interface SyntheticRow {
  /** The place in `tenants` of whose row it is; undefined for a row that is nobody's. */
  readonly tenant: number | undefined
  /** PostgreSQL's text of each value, in the order of `columns`. */
  readonly values: readonly (string | null)[]
}

export interface RowsOptions {
  readonly blueprint: Blueprint
  /** Blueprints of the project's other warehouses: the tenants are the same there, so their columns have to take them too. */
  readonly beside?: readonly Blueprint[]
  readonly models: Models
  readonly seed: number
  /** How many rows each tenant gets a table. [7, 11, 13] by default: the counts alone tell tenants apart. Models with `@minGroup` get more. */
  readonly sizes?: readonly number[]
  /** Instants and dates lie in the two years before it. */
  readonly now: Date
}
