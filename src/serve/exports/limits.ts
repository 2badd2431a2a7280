import type { TurnLimits } from '../limits/limits.ts'

/** What exports may take, as `serve.exports` of sluice.yaml says it. */
export interface ExportSettings {
  /** How long an export may take from its turn to its last row, its reader's pauses included, in ms. */
  readonly timeout: number
  /** How long a reader may leave a piece (a megabyte at most) lying, in ms: after that it is taken for gone. */
  readonly stall: number
  /** Exports at once, of all tenants: as many as the warehouse has connections for them. */
  readonly atOnce: number
  /** And of one tenant. */
  readonly perTenant: number
  /** Exports of one tenant that may wait for their turn, and for how long, in ms. */
  readonly waiting: number
  readonly patience: number
}

export const defaultExports: ExportSettings = {
  timeout: 600_000,
  stall: 30_000,
  atOnce: 4,
  perTenant: 1,
  waiting: 4,
  patience: 10_000,
}

/** Exports have turns of their own: a slow reader holds up no answer. */
export function turnsOf({ atOnce, perTenant, waiting, patience }: ExportSettings): TurnLimits {
  return { atOnce, perTenant, waiting, patience }
}
