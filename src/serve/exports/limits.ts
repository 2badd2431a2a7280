import type { TurnLimits } from '../limits/limits.ts'

/** What exports may take. They have connections and turns of their own: a slow reader holds up no answer and no sync. */
export interface ExportLimits {
  /** How long an export may take from its turn to its last row, its reader's pauses included, in ms. */
  readonly timeout: number
  /** How long a reader may leave a piece (a megabyte at most) lying, in ms: after that it is taken for gone. */
  readonly stall: number
  readonly turns: TurnLimits
}

export const defaultExportLimits: ExportLimits = {
  timeout: 600_000,
  stall: 30_000,
  // As many at once as the warehouse has connections for it.
  turns: { atOnce: 4, perTenant: 1, waiting: 4, patience: 10_000 },
}
