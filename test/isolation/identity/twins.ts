import { Client } from 'pg'
import type { View } from '../../../src/serve/settings.ts'
import { addKey, openApiKeys } from '../../../src/store/apikeys.ts'
import { openDirectory } from '../../../src/store/directory.ts'
import { openListening, type Listening } from '../../../src/store/listening.ts'
import type { Store } from '../../../src/store/store.ts'
import { addTenant } from '../../../src/store/tenants.ts'
import type { KeyScope } from '../../../src/tenant/apikey.ts'
import { openApi, type Api, type ApiOptions } from '../../serve/api.ts'
import { shopTenants } from '../../support/shop.ts'
import { freshStore } from '../../sync/far.ts'

/** Two servers over one store, as behind a balancer. */
export interface Twins {
  readonly store: Store
  readonly servers: readonly [Api, Api]
  readonly views: readonly View[]
  key(
    tenant: string,
    scopes?: readonly KeyScope[],
    roles?: readonly string[],
  ): Promise<{ key: string; prefix: string }>
  /** Ends the connections that the servers listen with; what they say until they have new ones is their own. */
  deafen(): Promise<void>
  listening(): Promise<void>
  close(): Promise<void>
}

export async function openTwins(options: ApiOptions = {}): Promise<Twins> {
  const { store, close } = await freshStore()
  for (const tenant of shopTenants) await addTenant(store, tenant, null)
  const views: View[] = []
  const news: Listening[] = []
  const open = async () => {
    const listening = openListening(store)
    news.push(listening)
    return openApi({
      directory: openDirectory(store, listening),
      apiKeys: openApiKeys(store, listening),
      news: listening,
      viewed: async (view) => void views.push(view),
      ...options,
    })
  }
  const servers = [await open(), await open()] as const
  const twins: Twins = {
    store,
    servers,
    views,
    key: (tenant, scopes = ['query', 'export', 'embed'], roles = []) =>
      addKey(store, { tenant, name: 'for a test', roles, claims: {}, scopes, by: 'cli' }),
    async deafen() {
      const before = news.map(({ version }) => version)
      await store.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'sluice listening' and datname = current_database()`,
      )
      await until('they notice', () => news.every(({ version }, i) => version > (before[i] ?? 0)))
    },
    listening: () => until('both servers listen', () => news.every(({ live }) => live)),
    async close() {
      for (const server of servers) await server.close()
      for (const one of news) await one.close()
      await close()
    },
  }
  await twins.listening()
  return twins
}

export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  ms = 10_000,
): Promise<void> {
  const end = performance.now() + ms
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Holds up every query of a server's orders until it is let go. */
export async function holdOrders({
  shop,
}: Api): Promise<{ waiting(): Promise<number>; letGo(): Promise<void> }> {
  const client = new Client({ connectionString: shop.database.superuserUrl })
  await client.connect()
  await client.query('begin; lock table shop.orders in access exclusive mode')
  // Within a transaction this view stays as it was at the first look.
  const looker = new Client({ connectionString: shop.database.superuserUrl })
  await looker.connect()
  const waiting = `select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`
  return {
    waiting: async () => ((await looker.query(waiting)).rows as { count: number }[])[0]?.count ?? 0,
    letGo: async () => {
      await client.end()
      await looker.end()
    },
  }
}
