import { MOST_ROWS } from '../../engine/index.ts'

/** What one request and one tenant may take. All of them are known or enforced before the warehouse works. */
export interface Limits {
  /** Of the request's body, in bytes. */
  readonly body: number
  readonly tokens: number
  readonly depth: number
  /** Fields, fragments spread out: what the answer has at most, a row counted once. */
  readonly fields: number
  readonly aliases: number
  /** Of lists and objects in an argument or a variable. */
  readonly nesting: number
  readonly roots: number
  readonly directives: number
  /** Links that the conditions of a request follow, in every scan that keeps to them. */
  readonly links: number
  /** Conditions, each counted wherever it is used. */
  readonly conditions: number
  /** How often measures go through their rows. */
  readonly scans: number
  /** Values of the variables, lists and objects included. */
  readonly values: number
  /** Rows of a page: `first`, `last`, `limit`. */
  readonly page: number
  /** Fields × rows, nested lists multiplied: what the answer may hold. */
  readonly cost: number
  /** How long a request's statements may take, in ms. */
  readonly timeout: number
  readonly turns: TurnLimits
}

export interface TurnLimits {
  /** Requests at the warehouse at once, of all tenants. A few more than it has connections: what waits here waits in turn. */
  readonly atOnce: number
  /** And of one tenant. */
  readonly perTenant: number
  /** Requests of one tenant that may wait for their turn. */
  readonly waiting: number
  /** How long one waits, in ms. */
  readonly patience: number
}

export const defaultLimits: Limits = {
  body: 100_000,
  tokens: 4_000,
  depth: 12,
  fields: 1_000,
  aliases: 100,
  nesting: 32,
  roots: 20,
  directives: 50,
  links: 32,
  conditions: 5_000,
  scans: 64,
  values: 5_000,
  page: MOST_ROWS,
  cost: 250_000,
  timeout: 30_000,
  turns: { atOnce: 8, perTenant: 4, waiting: 64, patience: 10_000 },
}
