import { SluiceError } from '../../base/errors.ts'
import type { Query } from '../../engine/query.ts'
import type { Limits } from './limits.ts'
import { scansOf } from './scans.ts'

/**
 * Counts the links that conditions follow, in each scan that keeps to them. Each is a table that the planner weighs against all others of its statement:
 * 32 took 0.6 s on a shop of ten orders, 80 more than 8 s, whatever the rows.
 * @throws TOO_COSTLY
 */
export function limitLinks(queries: readonly Query[], { links }: Limits): void {
  const count = queries.reduce((sum, query) => sum + linksOf(query), 0)
  if (count <= links) return
  throw new SluiceError('TOO_COSTLY', {
    what: `The conditions of the request follow ${count} links`,
    expected: `at most ${links}`,
    cure: 'Put conditions on the same link into one, or ask in several requests',
  })
}

// Every further scan of a question keeps to the question's own conditions; `having` follows no link.
function linksOf(query: Query): number {
  if (query.is === 'rows') return linksIn(query)
  const { having: _having, ...rest } = query
  return linksIn(rest) + (scansOf(query) - 1) * linksIn(query.where)
}

const followed = new Set(['one', 'some', 'none', 'every', 'of'])

// Conditions stand at many places of a query, and alone of all its parts they have both a link and an `of`; a
// condition on another model is followed along at least one.
export function linksIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0
  const { is, link, model, of } = part as Record<'is' | 'link' | 'model' | 'of', unknown>
  const leads = link !== undefined || model !== undefined
  const own = leads && of !== undefined && followed.has(String(is)) ? 1 : 0
  return Object.values(part).reduce<number>((sum, inner) => sum + linksIn(inner), own)
}
