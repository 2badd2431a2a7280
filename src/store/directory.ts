import type { News } from '../tenant/news.ts'
import type { TenantDirectory } from '../tenant/scope.ts'
import { openLookups } from './lookups.ts'
import type { Store } from './store.ts'

/** What the doors ask. With news its answers are kept until something is heard; without, each is read anew. */
export function openDirectory({ pool }: Pick<Store, 'pool'>, news?: News): TenantDirectory {
  const tenants = openLookups<{ readonly acceptsFrom: Date | null }>({
    is: 'tenant',
    ...(news && { news }),
    async read(ids) {
      const active = `select id, accepts_from from sluice.tenants where status = 'active' and id = any($1::text[])`
      const { rows } = await pool.query<{ id: string; accepts_from: Date | null }>(active, [ids])
      return new Map(rows.map(({ id, accepts_from }) => [id, { acceptsFrom: accepts_from }]))
    },
  })
  return {
    async knows(id, issuedAt) {
      const tenant = await tenants.find(id)
      if (!tenant) return false
      const { acceptsFrom } = tenant
      return acceptsFrom === null || (issuedAt !== undefined && issuedAt >= acceptsFrom)
    },
  }
}
