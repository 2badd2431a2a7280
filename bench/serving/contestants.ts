import { forked, served, stopped, type Started } from './processes.ts'
import type { Shop, Workload } from './workloads/index.ts'

/** Who is measured: how it is asked, and its process. */
export interface Contestant extends Started {
  readonly name: string
  path(workload: Workload): string
  /** What is posted; undefined where it can't be asked this. */
  body(workload: Workload, shop: Shop): string | undefined
  /** What stands in the `Authorization` header for a tenant. */
  token(tenant: string): string
  /** From the answer's JSON to what is compared. */
  read(workload: Workload, answer: unknown): unknown
}

export interface Setting {
  /** What all of them get in their environment: addresses, secret, pool size. */
  readonly env: Readonly<Record<string, string>>
  readonly tokens: ReadonlyMap<string, string>
}

type Way = Omit<Contestant, 'name' | 'url' | 'process'>

export const names = ['limit', 'sluice', 'apollo+knex', 'postgraphile', 'drizzle-cube', 'cube'] as const
export type Name = (typeof names)[number]

/** Starts all of them, one after the other: two cores are soon taken. */
export async function startContestants(
  setting: Setting,
  say: (what: string) => void,
): Promise<readonly Contestant[]> {
  const started: Contestant[] = []
  const token = (tenant: string) => setting.tokens.get(tenant)!
  const all: Record<Name, readonly [start: () => Promise<Started>, way: Way]> = {
    limit: [() => forked('limit.ts', setting.env), { ...limit, token: (tenant) => tenant }],
    sluice: [() => served('project', setting.env), { ...graphql('sluice'), token }],
    'apollo+knex': [() => forked('apollo.ts', setting.env), { ...graphql('apollo'), token }],
    postgraphile: [
      () => forked('../rivals/postgraphile.js', setting.env),
      { ...graphql('postgraphile'), token },
    ],
    'drizzle-cube': [() => forked('../rivals/drizzle.js', setting.env), { ...drizzle, token }],
    cube: [
      () => forked('../rivals/cube.cjs', setting.env),
      { ...graphql('cube'), path: () => '/cubejs-api/graphql', token },
    ],
  }
  try {
    for (const name of names) {
      say(`starting ${name}`)
      const [start, way] = all[name]
      started.push({ name, ...way, ...(await start()) })
    }
  } catch (error) {
    await stopContestants(started)
    throw error
  }
  return started
}

export async function stopContestants(contestants: readonly Contestant[]): Promise<void> {
  await Promise.all(contestants.map(stopped))
}

function graphql(words: 'sluice' | 'apollo' | 'postgraphile' | 'cube'): Omit<Way, 'token'> {
  return {
    path: () => '/graphql',
    body: (workload, shop) => {
      const query = workload[words]
      return query && JSON.stringify({ query, variables: workload.variables(shop) })
    },
    read: (_, answer) => (answer as { data: unknown }).data,
  }
}

/** Asked by the workload's name; the tenant stands in the token's place. */
const limit: Omit<Way, 'token'> = {
  ...graphql('sluice'),
  body: ({ name }, { customer }) => JSON.stringify({ query: name, customer }),
}

/** Queries in Cube's JSON: one by itself, several as a batch. */
const drizzle: Omit<Way, 'token'> = {
  path: ({ drizzle }) => `/cubejs-api/v1/${drizzle?.({}).length === 1 ? 'load' : 'batch'}`,
  body: ({ drizzle, variables }, shop) => {
    const queries = drizzle?.(variables(shop)).map(({ query }) => query)
    return queries && JSON.stringify(queries.length === 1 ? queries[0] : { queries })
  },
  read: ({ drizzle }, answer) => {
    const columns = (drizzle?.({}) ?? []).map(({ columns }) => columns)
    const loads =
      columns.length === 1 ? [answer as DrizzleLoad] : (answer as { results: DrizzleLoad[] }).results
    const widgets = loads.map(({ results: [only] }, i) =>
      only.data.map((row) => Object.fromEntries(columns[i]!.map((column) => [column, row[column]]))),
    )
    return Object.fromEntries(widgets.entries())
  },
}

interface DrizzleLoad {
  readonly results: readonly [{ readonly data: readonly Readonly<Record<string, unknown>>[] }]
}
