import { systemClock } from '../../src/base/clock.ts'
import { Faults } from '../../src/base/fault.ts'
import type { Log } from '../../src/base/log.ts'
import { apiSchema } from '../../src/documents/index.ts'
import { mintEmbedToken, mintToken, type EmbedRequest, type TokenRequest } from '../../src/serve/auth/mint.ts'
import { loadDashboards } from '../../src/serve/dashboards/load.ts'
import { createServer, type Server } from '../../src/serve/index.ts'
import { defaultLimits } from '../../src/serve/limits/limits.ts'
import type { ServerParts } from '../../src/serve/settings.ts'
import { suiteLog } from '../support/log/suite.ts'
import { openShop, shopTenants, type Shop } from '../support/shop.ts'

/** A server over the test shop's warehouse, on a port of its own. */
export interface Api {
  readonly shop: Shop
  readonly server: Server
  readonly url: string
  token(tenant: string, more?: Partial<TokenRequest>): Promise<string>
  embedToken(tenant: string, more?: Partial<EmbedRequest>): Promise<string>
  /** Sends a body to /graphql. */
  post(token: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  send(path: string, init?: RequestInit): Promise<Answer>
  close(): Promise<void>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer is whatever was asked for
  readonly body: any
}

export const auth = { secret: 'a secret of the tests, long enough for HS256' }

export const salesFile = `
query Revenue($from: DateTime! = "2020-01-01T00:00:00Z") @chart(type: KPI, y: "revenue", format: "USD") {
  orderMetrics(where: { placedAt: { gte: $from } }) { totals { revenue } }
}
query ByMonth($from: DateTime! = "2020-01-01T00:00:00Z", $zone: TimeZone)
  @chart(type: LINE, title: "Orders by month", x: "placedAt", y: ["orderCount"], series: "customer.plan") {
  orderMetrics(where: { placedAt: { gte: $from } }, timezone: $zone) {
    rows { placedAt(by: MONTH) customer { plan } orderCount }
  }
}
query Latest @chart(type: TABLE) { orders(first: 2, orderBy: [{ placedAt: DESC }]) { nodes { id placedAt status } } }
`

/** For analysts: the model shows \`amount\` to them alone. */
const amountsFile = 'query Amounts @chart(type: TABLE) { orders { nodes { id amount } } }'

export interface ApiOptions extends Partial<ServerParts> {
  readonly log?: Log
  readonly port?: number
}

/** Of an answer, or of an error told in its place; not of an export, which is a line of JSON after the other. */
function isJson(headers: Headers): boolean {
  return /^application\/(graphql-response\+)?json;/.test(headers.get('content-type') ?? '')
}

export async function openApi(options: ApiOptions = {}): Promise<Api> {
  const shop = await openShop()
  try {
    return await openOver(shop, options)
  } catch (error) {
    await shop.close()
    throw error
  }
}

async function openOver(shop: Shop, { port = 0, ...options }: ApiOptions): Promise<Api> {
  const faults = new Faults()
  const files = new Map([
    ['dashboards/sales.graphql', salesFile],
    ['dashboards/amounts.graphql', amountsFile],
  ])
  const dashboards = loadDashboards(files, apiSchema(shop.models, shop.models.roles), defaultLimits, faults)
  faults.raise(files)
  const server = await createServer({
    engine: shop.engine,
    directory: { knows: (tenant) => Promise.resolve(shopTenants.includes(tenant)) },
    auth,
    dashboards,
    clock: systemClock,
    log: suiteLog,
    readiness: () => Promise.resolve({ ready: true, checks: [{ name: 'model', state: 'ok' as const }] }),
    development: false,
    ...options,
  })
  const url = `http://127.0.0.1:${await server.listen(port)}`
  const send = async (path: string, init?: RequestInit): Promise<Answer> => {
    const { status, headers, text } = await fetch(url + path, init).then(async (response) => ({
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    }))
    return { status, headers, text, body: isJson(headers) ? JSON.parse(text) : undefined }
  }
  return {
    shop,
    server,
    url,
    send,
    token: (tenant, more = {}) => mintToken({ auth, tenant, ...more }),
    embedToken: (tenant, more = {}) =>
      mintEmbedToken({ auth, tenant, dashboard: 'sales', origins: [], filters: {}, ...more }),
    post: (token, body, headers = {}) =>
      send('/graphql', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: async () => {
      await server.close()
      await shop.close()
    },
  }
}
