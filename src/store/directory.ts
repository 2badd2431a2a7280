import { LRUCache } from 'lru-cache'
import type { TenantDirectory } from '../tenant/scope.ts'
import { storeFault } from './fault.ts'
import type { Store } from './store.ts'

const MOST = 10_000
/** Who was asked for in so many ms is likely to be asked for again. */
const LATELY = 60_000

interface Seen {
  readonly known: boolean
  /** When it was read, and when it was last asked for. */
  readonly at: number
  asked: number
}

/**
 * What the doors ask. An answer may be `ttlMs` old: so long a suspended tenant may still be served. Whoever is read again
 * is read together with all others who were asked for lately: a thousand tenants cost one statement, not a thousand.
 */
export function openDirectory({ pool }: Store, { ttlMs = 5_000 }: { ttlMs?: number } = {}): TenantDirectory {
  const seen = new LRUCache<string, Seen>({ max: MOST })
  let renewing: Promise<void> | undefined

  async function read(ids: readonly string[]): Promise<void> {
    const at = performance.now()
    const active = `select id from sluice.tenants where status = 'active' and id = any($1::text[])`
    const { rows } = await pool.query<{ id: string }>(active, [ids]).catch(storeFault)
    const found = new Set(rows.map(({ id }) => id))
    for (const id of ids) seen.set(id, { known: found.has(id), at, asked: seen.peek(id)?.asked ?? at })
  }

  function renew(): Promise<void> {
    const since = performance.now() - LATELY
    renewing ??= read([...seen].flatMap(([id, { asked }]) => (asked >= since ? [id] : []))).finally(
      () => (renewing = undefined),
    )
    return renewing
  }

  return {
    knows: async (id) => {
      const now = performance.now()
      const one = seen.get(id)
      if (one) {
        one.asked = now
        const age = now - one.at
        // What fails here is told to whoever comes when the answer is too old.
        if (age >= ttlMs / 2 && age < ttlMs) void renew().catch(() => undefined)
        if (age < ttlMs) return one.known
        await renew()
      }
      const again = seen.get(id)
      if (again && now - again.at < ttlMs) return again.known
      await read([id])
      return seen.get(id)?.known ?? false
    },
  }
}
