import { SluiceError } from '../../base/errors.ts'
import type { Query } from '../../engine/query.ts'
import type { Limits } from './limits.ts'

/**
 * Counts the links that conditions follow. Each is a table that the planner weighs against all others of its statement:
 * 32 took 0.6 s on a shop of ten orders, 80 more than 8 s, whatever the rows.
 * @throws TOO_COSTLY
 */
export function limitLinks(queries: readonly Query[], { links }: Limits): void {
  const count = queries.reduce((sum, query) => sum + linksIn(query), 0)
  if (count <= links) return
  throw new SluiceError('TOO_COSTLY', {
    what: `The conditions of the request follow ${count} links`,
    expected: `at most ${links}`,
    cure: 'Put conditions on the same link into one, or ask in several requests',
  })
}

const followed = new Set(['one', 'some', 'none', 'every'])

// Conditions stand at many places of a query, and alone of all its parts they have both a link and an `of`.
function linksIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0
  const { is, link, of } = part as { is?: unknown; link?: unknown; of?: unknown }
  const own = link !== undefined && of !== undefined && followed.has(String(is)) ? 1 : 0
  return Object.values(part).reduce<number>((sum, inner) => sum + linksIn(inner), own)
}
