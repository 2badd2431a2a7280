import { LRUCache } from 'lru-cache'
import type { TenantDirectory } from '../tenant/scope.ts'
import { storeFault } from './fault.ts'
import type { Store } from './store.ts'

const MOST = 10_000

interface Seen {
  readonly known: boolean
  readonly at: number
  /** Asked for since it was read: worth reading again with the others. */
  used: boolean
}

/**
 * What the doors ask. An answer may be `ttlMs` old: so long a suspended tenant may still be served. Before that, whoever
 * is asked for is read again together with all others who were: a thousand tenants cost one statement, not a thousand.
 */
export function openDirectory({ pool }: Store, { ttlMs = 5_000 }: { ttlMs?: number } = {}): TenantDirectory {
  const seen = new LRUCache<string, Seen>({ max: MOST })
  let renewing = false

  async function read(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const at = performance.now()
    const active = `select id from sluice.tenants where status = 'active' and id = any($1::text[])`
    const { rows } = await pool.query<{ id: string }>(active, [ids]).catch(storeFault)
    const found = new Set(rows.map(({ id }) => id))
    for (const id of ids) seen.set(id, { known: found.has(id), at, used: false })
    return found
  }

  // Whoever isn't renewed, since the store is away, is asked for by itself when its answer is too old.
  async function renew(): Promise<void> {
    renewing = true
    const used = [...seen].flatMap(([id, one]) => (one.used ? [id] : []))
    await read(used).catch(() => undefined) // told to whoever is next, when its answer is too old
    renewing = false
  }

  return {
    knows: async (id) => {
      const one = seen.get(id)
      const age = one ? performance.now() - one.at : Infinity
      if (!one || age >= ttlMs) return (await read([id])).has(id)
      one.used = true
      if (age >= ttlMs / 2 && !renewing) void renew()
      return one.known
    },
  }
}
