import type { Query } from '../../engine/query.ts'
import { limitConditions } from './conditions.ts'
import type { Limits } from './limits.ts'
import { limitLinks } from './links.ts'
import { limitScans } from './scans.ts'

/**
 * What the questions of a request may ask, before any of them is planned. It doesn't depend on values, so it is told
 * once a plan.
 * @throws TOO_COSTLY
 */
export function limitQuestions(queries: readonly Query[], limits: Limits): void {
  limitConditions(queries, limits)
  limitScans(queries, limits)
  limitLinks(queries, limits)
}
