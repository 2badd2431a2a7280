import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { Clock } from '../../../src/base/clock.ts'
import { InvalidProject } from '../../../src/base/fault.ts'
import { checkModels } from '../../../src/catalog/check.ts'
import { createEngine } from '../../../src/engine/index.ts'
import { loadModels, readSchemaFolder } from '../../../src/model/index.ts'
import { mintToken } from '../../../src/serve/auth/mint.ts'
import { createServer } from '../../../src/serve/index.ts'
import { demoDatabase, demoDay } from '../../support/demo.ts'
import type { Example } from './page.ts'
import { suiteLog } from '../../support/log/suite.ts'
import { openGuarded } from '../../support/warehouse.ts'

const root = resolve(import.meta.dirname, '../../..')
const auth = { secret: 'a secret of the tests, long enough for HS256' }

/** The shops that the small demo's page is about, as it is on one evening. */
export interface Demo {
  /** The body of what an app gets. */
  ask(tenant: string, example: Example): Promise<Answer>
  /** What a client gets that accepts something else than JSON. */
  exported(tenant: string, example: Example, accept: string): Promise<string>
  close(): Promise<void>
}

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly { readonly message: string }[]
  readonly extensions?: { readonly sluice?: { readonly statements: number } }
}

/** The demo project over its small warehouse, served as `sluice serve --development` does, at `demoDay`, which stands still. */
export async function openDemo(): Promise<Demo> {
  const database = await demoDatabase()
  const sources = await readSchemaFolder(join(root, 'schema'), 'schema')
  const { models, faults } = loadModels(sources)
  if (faults.length > 0) throw new InvalidProject(faults, sources)
  const warehouse = await openGuarded(database, models)
  const warehouses = new Map([['default', warehouse]])
  const { assured } = await checkModels(models, warehouses)
  const clock: Clock = { now: () => demoDay, sleep: () => Promise.resolve() }
  const { rows } = await database.query('select tenant_id from marts.accounts')
  const shops = new Set(rows.map((row: { tenant_id: string }) => row.tenant_id))
  const server = await createServer({
    engine: createEngine({ models, warehouses, assured, cursorKey: randomBytes(32) }),
    directory: { knows: (tenant) => Promise.resolve(shops.has(tenant)) },
    auth,
    dashboards: new Map(),
    clock,
    log: suiteLog,
    readiness: () => Promise.resolve({ ready: true, checks: [] }),
    development: true,
  })
  const url = `http://127.0.0.1:${await server.listen(0)}/graphql`

  async function send(tenant: string, { request, roles, variables }: Example, accept: string) {
    const token = await mintToken({ auth, tenant, roles, clock })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept }
    return fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: request, variables }) })
  }

  return {
    ask: async (tenant, example) =>
      (await (await send(tenant, example, 'application/json')).json()) as Answer,
    exported: async (tenant, example, accept) => (await send(tenant, example, accept)).text(),
    async close() {
      await server.close()
      await warehouse.close()
      await database.drop()
    },
  }
}
