import type { Query } from '../../../../src/engine/query.ts'
import type { Clock, Duration } from '../values/calendar.ts'
import { clockOf } from './clock.ts'
import { evaluateMetrics } from './metrics.ts'
import { evaluateRows } from './connection.ts'
import { House } from './house.ts'
import type { Shown } from '../values/value.ts'
import type { World } from '../world/world.ts'

/** What an answer must be: like JSON, with numbers that know how exact they are and marks where cursors stand. */
export type Expected =
  | Shown
  | number
  | typeof CURSOR
  | readonly Expected[]
  | { readonly [name: string]: Expected }

/** A cursor: any text that isn't empty. */
export const CURSOR = Symbol('cursor')

/** What is known while a question is answered. */
export interface Asking {
  readonly house: House
  readonly clock: Clock
  /** The zone that was asked for, which instants are printed in; undefined means UTC, printed as `Z`. */
  readonly zone: string | undefined
  readonly now: Date
  /** A time that rows are read with as if they had happened earlier or later. */
  readonly moved?: { readonly path: readonly string[]; readonly by: Duration }
}

/**
 * The answer to a question for one tenant, computed the plain way: all rows are looked at, again for each value. It is
 * the specification in code and shares nothing with the engine but the type of the question.
 */
export function evaluate(world: World, tenant: string, query: Query): Expected {
  const { clock, zone } = clockOf(query.calendar)
  const asking: Asking = { house: new House(world, tenant), clock, zone, now: world.now }
  return query.is === 'rows' ? evaluateRows(asking, query) : evaluateMetrics(asking, query)
}
