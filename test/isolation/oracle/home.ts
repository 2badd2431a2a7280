import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import { silentLog } from '../../../src/base/log.ts'
import { createEngine, type Engine } from '../../../src/engine/index.ts'
import { loadModels } from '../../../src/model/index.ts'
import type { Models } from '../../../src/model/model.ts'
import { mintToken } from '../../../src/serve/auth/mint.ts'
import { createServer } from '../../../src/serve/index.ts'
import { openPostgres, roleUrl } from '../../../src/warehouses/postgres/index.ts'
import type { Warehouse } from '../../../src/warehouses/contract.ts'
import { auth } from '../../serve/api.ts'
import { openShop, shopSchema, shopTenants, type Shop } from '../../support/shop.ts'
import { canaries } from './canary.ts'

/** The shop with further ways in: JSON, a view, SQL that groups, a shared row that leads back to tenants' rows. */
const schema = `${shopSchema
  .replace('  region: String\n', '  region: String\n  profile: JSON\n')
  .replace('  category: String\n', '  category: String\n  items: [OrderItem!]! @link(to: "sku")\n')}
type Sale @model(source: "shop.sales", key: "order_id", tenant: "tenant_id") {
  id: ID! @column(name: "order_id")
  note: String
  order: Order @link(from: "order_id")
  saleCount: Int! @measure(count: true)
}
type Region @model(sql: "select tenant_id, region, count(*)::int as people, max(name) as last from shop.customers where region is not null group by 1, 2", key: "region", tenant: "tenant_id") {
  region: ID!
  people: Int!
  last: String
}
`

// What a page's cursors and look-ups are marked with looks like this: data that tries to pass for it stays data.
const mark = JSON.stringify(['0123456789abcdef0123456789abcdef', '>0', '1'])

const widening = `
alter table shop.customers add profile jsonb;
update shop.customers set profile = jsonb_build_object('token', $TOKEN, 'list', '${mark}'::jsonb, 'text', '${mark}',
  'page', U&'</script>\\2028\\2029', 'digits', 12345678901234567890.10);
update shop.customers set name = name || ' ' || $TOKEN, region = $TOKEN where region is not null;
update shop.customers set name = name || ' ' || $TOKEN where region is null;
update shop.orders set note = note || ' ' || $TOKEN, big = $BLOCK;
create view shop.sales with (security_invoker = true) as select tenant_id, order_id, note from shop.orders where status = 'PAID';
`

export interface Home {
  readonly shop: Shop
  readonly models: Models
  readonly engine: Engine
  /** Everything that the log was told, as text. */
  log(): string
  post(tenant: string, body: unknown, roles?: readonly string[]): Promise<Reply>
  get(path: string): Promise<Reply>
  close(): Promise<void>
}

export interface Reply {
  readonly status: number
  readonly text: string
  /** Every byte of the answer that a client sees: status, headers, body. */
  readonly all: string
}

export interface HomeOptions {
  /** Whose rows stay; the others' are deleted. */
  readonly tenants?: readonly string[]
  readonly cursorKey: Uint8Array
  readonly now: Date
  /** Stands before the warehouse, as a test takes walls away. */
  readonly around?: (warehouse: Warehouse) => Warehouse
  /** The serving role's address, where a test takes another. */
  readonly url?: (shop: Shop) => string
  readonly connections?: number
}

export async function openHome(options: HomeOptions): Promise<Home> {
  const { tenants = shopTenants, cursorKey, now, around = (warehouse) => warehouse } = options
  const shop = await openShop()
  await shop.database.query(widened())
  for (const gone of shopTenants.filter((tenant) => !tenants.includes(tenant))) await remove(shop, gone)
  const { models, faults } = loadModels(new Map([['schema/shop.graphql', schema]]))
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  const role = (name: string) =>
    roleUrl(shop.database.url, { name: `${shop.database.name}_${name}`, password: 'a-test-password' })
  const guarded = openPostgres({
    name: 'default',
    url: role('serve'),
    operatorUrl: role('operator'),
    ownerUrl: shop.database.superuserUrl,
    log: silentLog,
    statementTimeoutMs: 10_000,
  })
  await guarded.guard.apply(models)
  const told: string[] = []
  const stream = new PassThrough()
  stream.on('data', (bytes: Buffer) => told.push(bytes.toString()))
  const log = pino({ level: 'trace' }, stream)
  const warehouse = openPostgres({
    name: 'default',
    url: options.url?.(shop) ?? role('serve'),
    operatorUrl: role('operator'),
    pool: { serve: options.connections ?? 1 },
    log,
    statementTimeoutMs: 10_000,
  })
  const engine = createEngine({ models, warehouses: new Map([['default', around(warehouse)]]), cursorKey })
  const clock = { now: () => now, sleep: () => Promise.resolve() }
  const server = await createServer({
    engine,
    directory: { knows: (tenant) => Promise.resolve(shopTenants.includes(tenant)) },
    auth,
    dashboards: new Map(),
    clock,
    log,
    readiness: () => Promise.resolve({ ready: true, checks: [] }),
    development: false,
  })
  const url = `http://127.0.0.1:${await server.listen(0)}`
  const send = async (path: string, init?: RequestInit): Promise<Reply> => {
    const response = await fetch(url + path, init)
    const text = await response.text()
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`)
    return { status: response.status, text, all: [response.status, ...headers, text].join('\n') }
  }
  return {
    shop,
    models,
    engine,
    log: () => told.join(''),
    get: (path) => send(path),
    post: async (tenant, body, roles = []) =>
      send('/graphql', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await mintToken({ auth, tenant, roles, clock, expiresIn: 86_400 })}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      }),
    close: async () => {
      await server.close()
      await Promise.all([warehouse.close(), guarded.close()])
      await shop.close()
    },
  }
}

function widened(): string {
  const per = (of: (tenant: string) => string) =>
    `case tenant_id ${shopTenants.map((tenant) => `when '${tenant}' then ${of(tenant)}`).join(' ')} end`
  return widening
    .replaceAll(
      '$TOKEN',
      per((tenant) => `'${canaries[tenant]}'`),
    )
    .replaceAll(
      '$BLOCK',
      per((tenant) => String(7 * 1000 ** shopTenants.indexOf(tenant))),
    )
}

async function remove(shop: Shop, tenant: string): Promise<void> {
  await shop.database.query(`
    delete from shop.order_items where order_id in (select order_id from shop.orders where tenant_id = '${tenant}');
    delete from shop.orders where tenant_id = '${tenant}';
    delete from shop.customers where tenant_id = '${tenant}'`)
}
