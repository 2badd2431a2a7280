import type { Warehouse } from './contract.ts'
import { openPostgres, type PostgresOptions } from './postgres/index.ts'

/** The engines, by the name that `sluice.yaml` gives as `engine`. A new one is a folder here and a line in this list. */
export const engines = {
  postgres: openPostgres,
} as const satisfies Record<string, (options: PostgresOptions) => Warehouse>

export type EngineName = keyof typeof engines
