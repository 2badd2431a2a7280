import { LRUCache } from 'lru-cache'
import type { News, Subject } from '../tenant/news.ts'
import { storeFault } from './fault.ts'

/** Rows of one table, one by one. */
export interface Lookups<T> {
  find(id: string): Promise<T | undefined>
}

export interface LookupParts<T> {
  readonly is: Subject['is']
  readonly read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>
  /** Without news nothing is kept. */
  readonly news?: News
  /** A second net under the news: nothing is kept for longer. */
  readonly ttlMs?: number
}

const TTL_MS = 60_000
const MOST = 10_000

interface Kept<T> {
  readonly found: T | undefined
  readonly at: number
}

/**
 * Keeps what it has found, also that something isn't there, for as long as news would tell of a change. All that is
 * asked for in one turn of the event loop is read by one statement.
 */
export function openLookups<T>({ is, read, news, ttlMs = TTL_MS }: LookupParts<T>): Lookups<T> {
  const kept = new LRUCache<string, Kept<T>>({ max: MOST })
  let next: { readonly ids: Set<string>; readonly rows: Promise<ReadonlyMap<string, T>> } | undefined
  news?.hear((subject) => {
    if (!subject) kept.clear()
    else if (subject.is === is) kept.delete(subject.id)
  })

  // Nobody joins a reading that is under way: it may see the store as it was before he came.
  async function readNext(ids: Set<string>): Promise<ReadonlyMap<string, T>> {
    await new Promise(setImmediate)
    next = undefined
    const at = performance.now()
    const version = news?.live ? news.version : undefined
    const rows = await read([...ids]).catch(storeFault)
    // What is heard while reading may be about what was read.
    if (version !== undefined && news?.live && news.version === version) {
      for (const id of ids) kept.set(id, { found: rows.get(id), at })
    }
    return rows
  }

  return {
    async find(id) {
      if (news?.live) {
        const one = kept.get(id)
        if (one && performance.now() - one.at < ttlMs) return one.found
      }
      if (!next) {
        const ids = new Set<string>()
        next = { ids, rows: readNext(ids) }
      }
      next.ids.add(id)
      return (await next.rows).get(id)
    },
  }
}
