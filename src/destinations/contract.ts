import type { ZodType } from 'zod'
import type { Clock } from '../base/clock.ts'

/** Code for a kind of far side. One folder each; `destinations/index.ts` lists them. */
export interface Connector<Settings = unknown> {
  readonly name: string
  /** A sentence for `sluice doctor` and the docs. */
  readonly about: string
  /** Form, validation and docs; a secret is marked with `.meta({ secret: true })`. */
  readonly settings: ZodType<Settings>
  readonly objects: readonly ObjectKind<Settings>[]
  /** The one address that it speaks to: nothing, and no secret, ever goes to another origin. */
  base(settings: Settings): string
  /** Which of the accounts at that address it is, where a setting says so; never a secret. */
  account?(settings: Settings): string | undefined
  /** The settings that make it speak to its simulator at `url` instead; they win over configured ones. */
  sandbox(url: string): Partial<Settings>
  /** What an answer tells about the account's quota; told to whoever keeps it. */
  quota?(response: FarResponse): readonly Quota[]
  /** What the far side says about `object`: fields, types, which are keys, what is required. */
  describe(far: FarSide<Settings>, object: string): Promise<Description>
  /** One outcome per change, in the same order. Never throws for a record's fault; throws SluiceError if all is lost. */
  deliver(far: FarSide<Settings>, batch: Batch): Promise<readonly Outcome[]>
  /** Credentials and permissions, in words. @throws SluiceError DESTINATION_REFUSED with what is missing */
  test(far: FarSide<Settings>): Promise<void>
}

export type Mode = 'UPSERT' | 'MIRROR'

/** What may be synced to, and within which limits. */
export interface ObjectKind<Settings = unknown> {
  /** Whether `object` of a sync document means this kind. */
  matches(object: string, settings: Settings): boolean
  readonly label: string
  readonly modes: readonly Mode[]
  /** Whether sending the same record again changes nothing: then an unknown outcome is simply sent again. */
  readonly idempotent: boolean
  /** Whether the far side keeps the fields that an upsert doesn't name: then only changed ones are sent. */
  readonly merges?: boolean
  readonly limits: Limits
}

export interface Limits {
  readonly records: number
  readonly bytes: number
  /** Requests in flight at once. */
  readonly concurrency: number
  /** Requests in a window, shared by all syncs of one account. */
  readonly rate?: { readonly requests: number; readonly perMs: number }
}

/** One window of an account's quota, as the far side's headers tell it. */
export interface Quota {
  readonly window: 'interval' | 'day'
  readonly limit?: number
  readonly remaining: number
  /** How long until the window is new; at most. */
  readonly resetMs: number
}

export interface Description {
  readonly object: string
  /** Takes any other field as well, and any as the key: nobody can say beforehand (a webhook). */
  readonly open?: boolean
  readonly fields: readonly FarField[]
}

export interface FarField {
  readonly name: string
  readonly label?: string
  readonly type: FarType
  /** The values that it takes, where it takes only some. */
  readonly options?: readonly string[]
  readonly writable: boolean
  readonly required: boolean
  /** Whether it may be a sync's `key`. */
  readonly unique: boolean
}

export type FarType = 'string' | 'number' | 'boolean' | 'date' | 'datetime' | 'enum' | 'any'

export interface Batch {
  readonly object: string
  readonly key: string
  readonly operation: 'upsert' | 'remove'
  readonly changes: readonly Change[]
  /** The same for every attempt at this batch: an idempotency key. */
  readonly operationId: string
}

/** One record to send. */
export interface Change {
  /** The record's key as text, as the far side knows it. */
  readonly key: string
  /** Far field name → value. Decimals and dates are strings; null clears. Only `key` is sure to be there on removal. */
  readonly fields: Readonly<Record<string, FarValue>>
  /** `fields` as JSON text, where it is at hand: whoever sends them as they are needn't write them again. */
  readonly json?: string
  /** The far side's own id, where an earlier outcome told it. */
  readonly farId?: string
}

export type FarValue =
  | string
  | number
  | boolean
  | null
  | readonly FarValue[]
  | { readonly [name: string]: FarValue }

/** The far side's answer for one record: a value, not an exception. */
export type Outcome =
  | { readonly is: 'delivered'; readonly farId?: string; readonly confirmed: 'ROW' | 'BATCH' | 'ACCEPTED' }
  | { readonly is: 'rejected'; readonly reason: string; readonly field?: string; readonly code?: string }
  | { readonly is: 'retry'; readonly reason: string; readonly afterMs?: number }
  | { readonly is: 'unknown'; readonly reason: string }

/** A configured account of a connector, as the connector sees it: its settings and a door to HTTP. */
export interface FarSide<Settings = unknown> {
  readonly settings: Settings
  /** For signatures and for waits that end at a time of day. */
  readonly clock: Clock
  http(request: FarRequest): Promise<FarResponse>
}

export interface FarRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Absolute, or a path below the destination's base address. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON unless it is a string. */
  readonly body?: unknown
}

/** Only what came back over HTTP; connection faults are thrown as `FarFault` by the kit. */
export interface FarResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The body as JSON; undefined where it isn't JSON. */
  readonly json: unknown
}
