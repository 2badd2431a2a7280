import type { ErrorCode } from '../../base/errors.ts'
import { MOST_ROWS } from '../../engine/index.ts'

/** One limit, told once: sluice.yaml is read by it, docs/limits.md is held against it. */
export interface Limit {
  /** What it counts, with its unit. */
  readonly counts: string
  readonly default: number
  /** Whether `serve.tenants` may give one tenant another. What is judged before the tenant matters can't be. */
  readonly perTenant: boolean
  /** What a request beyond it is told. */
  readonly code: Extract<ErrorCode, 'INVALID_REQUEST' | 'TOO_COSTLY' | 'LIMITED' | 'UNAVAILABLE' | 'TIMEOUT'>
}

export interface LimitGroup {
  readonly [name: string]: Limit
}

/** Of the document as it is written, before there is a plan. It is judged once for all tenants. */
function document(counts: string, most: number): Limit {
  return { counts, default: most, perTenant: false, code: 'TOO_COSTLY' }
}

function perTenant(counts: string, most: number, code: Limit['code']): Limit {
  return { counts, default: most, perTenant: true, code }
}

function ofAll(counts: string, most: number, code: Limit['code']): Limit {
  return { counts, default: most, perTenant: false, code }
}

/** What a request, a tenant and the server as a whole may take. All are known or enforced before the warehouse works, but for `bytes` and `timeout`, which it works under. */
export const limitList = {
  body: ofAll('bytes of a request’s body', 100_000, 'INVALID_REQUEST'),
  tokens: document('words and signs of the document', 4_000),
  depth: document('levels of fields', 12),
  fields: document('fields, fragments spread out, a row counted once', 1_000),
  aliases: document('aliases', 100),
  nesting: document('levels of lists and objects in an argument or a variable', 32),
  roots: document('root fields', 20),
  directives: document('directives', 50),
  links: document('links that conditions follow, in every scan that keeps to them', 32),
  conditions: document('conditions, each counted wherever it is used', 5_000),
  scans: document('times that measures go through their rows', 64),
  values: perTenant('values in the variables, lists and objects included', 5_000, 'TOO_COSTLY'),
  page: perTenant('rows of a page: `first`, `last`, `limit`', MOST_ROWS, 'INVALID_REQUEST'),
  cost: perTenant('cost of a request: rows × fields', 250_000, 'TOO_COSTLY'),
  bytes: perTenant('bytes of an answer as the warehouse sends it', 20_000_000, 'TOO_COSTLY'),
  timeout: perTenant('ms that the statements of a request may take', 30_000, 'TIMEOUT'),
  requests: {
    perSecond: perTenant('requests a second, in the long run', 100, 'LIMITED'),
    burst: perTenant('requests at once after a pause', 500, 'LIMITED'),
  },
  unseen: {
    perSecond: perTenant(
      'letters of documents that the server hasn’t read before, a second, in the long run',
      50_000,
      'LIMITED',
    ),
    burst: perTenant('and at once after a pause', 300_000, 'LIMITED'),
  },
  budget: {
    cost: perTenant('cost of all requests in a while', 25_000_000, 'LIMITED'),
    perSeconds: perTenant('seconds of that while', 60, 'LIMITED'),
  },
  turns: {
    atOnce: ofAll('requests at the warehouse at once, of all tenants', 8, 'UNAVAILABLE'),
    perTenant: perTenant('and of one tenant', 4, 'LIMITED'),
    reserved: ofAll(
      'places of `atOnce`, half of them at most, that only a tenant with nothing at the warehouse may take',
      2,
      'UNAVAILABLE',
    ),
    weight: perTenant('turns of a tenant in each round of those that wait', 1, 'LIMITED'),
    waiting: perTenant('requests of a tenant that wait for their turn', 64, 'LIMITED'),
    allWaiting: ofAll('requests that wait for their turn, of all tenants', 1_000, 'UNAVAILABLE'),
    patience: perTenant('ms that a request waits for its turn', 10_000, 'LIMITED'),
  },
  exports: {
    timeout: perTenant(
      'ms from an export’s turn to its last row, its reader’s pauses included',
      600_000,
      'TIMEOUT',
    ),
    stall: perTenant('ms that a reader may leave a piece lying', 30_000, 'TIMEOUT'),
    pause: perTenant('and while another tenant waits for an export’s place', 5_000, 'TIMEOUT'),
    atOnce: ofAll(
      'exports at once, of all tenants: as many as the warehouse has connections for them',
      4,
      'UNAVAILABLE',
    ),
    perTenant: perTenant('and of one tenant', 1, 'LIMITED'),
    reserved: ofAll(
      'places of `atOnce`, half of them at most, that only a tenant without an export may take',
      1,
      'UNAVAILABLE',
    ),
    weight: perTenant('turns of a tenant in each round of those that wait', 1, 'LIMITED'),
    waiting: perTenant('exports of a tenant that wait for their turn', 4, 'LIMITED'),
    allWaiting: ofAll('exports that wait for their turn, of all tenants', 100, 'UNAVAILABLE'),
    patience: perTenant('ms that an export waits for its turn', 10_000, 'LIMITED'),
  },
} as const satisfies Record<string, Limit | LimitGroup>

type Values<Listed> = {
  readonly [Name in keyof Listed]: Listed[Name] extends Limit ? number : Values<Listed[Name]>
}
type Given<Listed> = {
  readonly [Name in keyof Listed]?: Listed[Name] extends Limit ? number : Given<Listed[Name]>
}

export type Limits = Values<typeof limitList>
export type TurnLimits = Limits['turns']
export type ExportLimits = Limits['exports']
/** Some of them, in the place of the usual ones. */
export type GivenLimits = Given<typeof limitList>

export function isLimit(listed: Limit | LimitGroup): listed is Limit {
  return typeof listed['default'] === 'number'
}

export const defaultLimits: Limits = usual(limitList) as Limits

function usual(listed: Readonly<Record<string, Limit | LimitGroup>>): object {
  return Object.fromEntries(
    Object.entries(listed).map(([name, one]) => [name, isLimit(one) ? one.default : usual(one)]),
  )
}

type Tree = Readonly<Record<string, unknown>>

/** Those of `given` in the place of `limits`, in groups too. */
export function limitsWith(limits: Limits, given: GivenLimits): Limits {
  return merged(limits, given) as Limits
}

function merged(usual: Tree, given: Tree): Tree {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined)
  const own = entries.map(([name, value]) => {
    const group = usual[name]
    return [name, typeof group === 'object' ? merged(group as Tree, value as Tree) : value]
  })
  return { ...usual, ...Object.fromEntries(own) }
}
