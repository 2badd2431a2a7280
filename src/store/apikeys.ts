import { SluiceError } from '../base/errors.ts'
import { newKey, type ApiKey, type ApiKeys, type KeyScope } from '../tenant/apikey.ts'
import type { News } from '../tenant/news.ts'
import { storeFault } from './fault.ts'
import { openLookups } from './lookups.ts'
import { settled } from './settled.ts'
import type { Store } from './store.ts'

export interface NewKey extends Pick<ApiKey, 'tenant' | 'roles' | 'claims' | 'scopes'> {
  readonly name: string
  readonly by: string
  readonly expires?: Date
}

/** A key as lists show it. */
export interface ListedKey {
  readonly prefix: string
  readonly tenant: string
  readonly name: string
  readonly roles: readonly string[]
  readonly scopes: readonly KeyScope[]
  readonly by: string
  readonly since: Date
  readonly expires: Date | null
  readonly used: Date | null
  readonly revoked: Date | null
}

/** @returns the key, which nobody can be shown again; @throws NOT_FOUND for a tenant that isn't served */
export async function addKey(store: Store, asked: NewKey): Promise<{ key: string; prefix: string }> {
  const { key, prefix, digest } = newKey()
  const { tenant, name, roles, claims, scopes, by, expires } = asked
  const insert = `insert into sluice.api_keys (prefix, digest, tenant, name, roles, claims, scopes, by, expires)
    select $1, $2, id, $4, $5::text[], $6, $7::text[], $8, $9 from sluice.tenants where id = $3 and status = 'active'`
  const row = [prefix, digest, tenant, name, roles, JSON.stringify(claims), scopes, by, expires ?? null]
  const { rowCount } = await store.pool.query(insert, row).catch(storeFault)
  if (rowCount === 0) {
    throw new SluiceError('NOT_FOUND', {
      what: `There is no tenant "${tenant}"`,
      expected: 'one that is registered, and not suspended',
      cure: '`sluice tenant list` shows them; `sluice tenant add` registers one',
    })
  }
  await settled(store).catch(storeFault)
  return { key, prefix }
}

/** By tenant, of each the newest first. */
export async function listKeys({ knex }: Store, tenant?: string): Promise<ListedKey[]> {
  const found = knex<ListedKey>('api_keys')
    .select('prefix', 'tenant', 'name', 'roles', 'scopes', 'by', 'since', 'expires', 'used', 'revoked')
    .orderBy(['tenant', { column: 'since', order: 'desc' }])
  if (tenant !== undefined) void found.where({ tenant })
  return await found.catch(storeFault)
}

/** Refused from the next request on. @returns whose it was; @throws NOT_FOUND for a key that isn't there or was revoked before */
export async function revokeKey(store: Store, prefix: string): Promise<{ tenant: string; name: string }> {
  const update = `update sluice.api_keys set revoked = now() where prefix = $1 and revoked is null returning tenant, name`
  const { rows } = await store.pool
    .query<{ tenant: string; name: string }>(update, [prefix])
    .catch(storeFault)
  await settled(store).catch(storeFault)
  if (rows[0]) return rows[0]
  throw new SluiceError('NOT_FOUND', {
    what: `There is no API key "${prefix}" that is in force`,
    expected: 'the eight letters behind `slk_` of one that is',
    cure: 'See `sluice key list`',
  })
}

const USED_MS = 60_000

/** What the doors ask. With news a key is kept until something is heard; without, each is read anew. */
export function openApiKeys({ pool, log }: Pick<Store, 'pool' | 'log'>, news?: News): ApiKeys {
  const keys = openLookups<ApiKey>({ is: 'key', ...(news && { news }), read })
  const usedAt = new Map<string, number>()

  async function read(prefixes: readonly string[]): Promise<ReadonlyMap<string, ApiKey>> {
    const inForce = `select prefix, digest, tenant, roles, claims, scopes, since, expires from sluice.api_keys
      where revoked is null and prefix = any($1::text[])`
    const { rows } = await pool.query<ApiKey & { expires: Date | null }>(inForce, [prefixes])
    return new Map(rows.map(({ expires, ...key }) => [key.prefix, { ...key, ...(expires && { expires }) }]))
  }

  return {
    find: (prefix) => keys.find(prefix),
    used(prefix) {
      const now = performance.now()
      if (now - (usedAt.get(prefix) ?? -Infinity) < USED_MS) return
      usedAt.set(prefix, now)
      const update = `update sluice.api_keys set used = now()
        where prefix = $1 and (used is null or used < now() - interval '1 minute')`
      // Nobody waits for it, and a request is no worse for a date that wasn't written.
      void pool.query(update, [prefix]).catch(() => log.warn('the last use of an API key was not written'))
    },
  }
}
