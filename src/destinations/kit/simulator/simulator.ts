import type { Clock } from '../../../base/clock.ts'
import type { Change, FarValue } from '../../contract.ts'
import type { Journal } from './journal.ts'

/** The far side of a connector, on this machine: it answers from the vendor's contract and refuses what the vendor refuses. */
export interface Simulator {
  /** The connector's name. */
  readonly name: string
  /** An account of its own, with the state that the journal tells. */
  open(options: WorldOptions): World
  /** Something that a fresh account accepts: the contract suite and the docs send it. */
  readonly example: Example
}

export interface WorldOptions {
  /** The destination's settings in sluice.yaml, as far as the far side cares. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly journal: Journal
  readonly clock: Clock
}

/** One account at the far side. */
export interface World {
  /** `only`: does the work for that many records and no more, as far sides do that break in the middle. */
  answer(request: SimRequest, only?: number): SimReply
  /** What it holds now, archived records left out. */
  records(object?: string): readonly FarRecord[]
}

export interface FarRecord {
  readonly object: string
  readonly id: string
  readonly fields: Readonly<Record<string, FarValue>>
  /** Grows with every accepted write of the account. */
  readonly version: number
}

export interface SimRequest {
  readonly method: string
  /** Below the account's address. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export interface SimReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON unless it is a string. */
  readonly body?: unknown
}

export interface Example {
  readonly object: string
  readonly key: string
  /** The `n`-th of as many records as wanted. */
  change(n: number): Change
  /** One that the far side refuses for its value. */
  bad(n: number): Change
}
