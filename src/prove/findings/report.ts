import type { Tally } from '../battery.ts'
import type { Finding, Gap } from './finding.ts'

/** What a proof has tried and found. Its JSON is `sluice prove --json`. */
export interface Report {
  readonly seed: number
  readonly seconds: number
  readonly tenants: readonly string[]
  /** Sets of roles that were asked as. */
  readonly roles: readonly (readonly string[])[]
  /** Through the API, by attack. */
  readonly attacks: readonly Tally[]
  /** SQL past the API, and syncs as streams. */
  readonly storage: number
  readonly syncs: number
  /** Leaks, the worst first. */
  readonly findings: readonly Finding[]
  /** What nothing can be said of: it could not have been found. */
  readonly gaps: readonly Gap[]
  /** What a reader should know of the rows that were made up. */
  readonly notes: readonly string[]
}
