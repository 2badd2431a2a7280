import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { foreignIn } from '../oracle/canary.ts'
import { openHome, type Home } from '../oracle/home.ts'
import { reads } from '../walls/reads.ts'

/** One connection, which all requests share. */
let home: Home
beforeAll(async () => {
  home = await openHome({
    connections: 1,
    limits: { timeout: 1_000 },
  })
})
afterAll(() => home?.close())

test('two tenants at once, on one connection, get what each of them gets alone', async () => {
  const expected = new Map<string, string>()
  for (const tenant of ['acme', 'globex'])
    for (const [door, query] of Object.entries(reads))
      expected.set(`${tenant} ${door}`, (await home.post(tenant, { query })).text)
  for (let round = 0; round < 4; round++) {
    const asked = Object.entries(reads).flatMap(([door, query]) =>
      (round % 2 === 0 ? ['acme', 'globex'] : ['globex', 'acme']).map(async (tenant) => {
        const { text } = await home.post(tenant, { query })
        expect([tenant, door, text]).toEqual([tenant, door, expected.get(`${tenant} ${door}`)])
      }),
    )
    await Promise.all(asked)
  }
  const alike = Object.keys(reads).filter(
    (door) => expected.get(`acme ${door}`) === expected.get(`globex ${door}`),
  )
  expect(alike).toEqual([])
})

const slow = '{ customers { nodes { name } } visits { nodes { page } } }'

/** What may happen to the connection while it works for the other tenant, and how its request then ends. */
const interruptions: Readonly<Record<string, { code: string | undefined; happen: () => Promise<string> }>> = {
  'an error of the database': {
    code: 'INVALID_VALUE',
    happen: theirs('{ orders(where: { placedAt: { inLast: "P99999Y" } }) { nodes { note } } }'),
  },
  'an error in one of several fields': {
    code: 'INVALID_VALUE',
    happen: theirs(
      '{ customers { nodes { name } } orders(where: { placedAt: { inLast: "P99999Y" } }) { nodes { note } } }',
    ),
  },
  'a time-out': { code: 'TIMEOUT', happen: () => held(theirs(slow)) },
  'a client that goes away': {
    code: undefined,
    happen: () =>
      held(async (client) => {
        const gone = new AbortController()
        const asked = home.post('globex', { query: slow }, [], 'application/json', gone.signal)
        await busy(client)
        gone.abort()
        return asked.then(
          ({ text }) => text,
          (error: Error) => error.name,
        )
      }),
  },
  'a backend that is killed': {
    code: 'UNAVAILABLE',
    happen: () =>
      held(async (client) => {
        const asked = home.post('globex', { query: slow })
        const pid = await busy(client)
        await client.query('select pg_terminate_backend($1)', [pid])
        return (await asked).text
      }),
  },
}

describe('After the connection met, in the other tenant’s request,', () => {
  const asked = Object.values(reads).slice(0, 6)
  test.each(Object.entries(interruptions))(
    '%s, it serves this tenant what is its own, and is in no transaction',
    async (_, { code, happen }) => {
      const ask = () => Promise.all(asked.map(async (query) => (await home.post('acme', { query })).text))
      const before = await ask()
      const end = await happen()
      expect(code === undefined ? end : /"code":"(\w+)"/.exec(end)?.[1]).toBe(code ?? 'AbortError')
      const after = await ask()
      expect(after).toEqual(before)
      for (const text of after) expect(foreignIn('acme', text, text)).toEqual([])
      expect(await states()).toEqual(['idle'])
    },
  )
})

function theirs(query: string): () => Promise<string> {
  return async () => (await home.post('globex', { query })).text
}

/** While a table is held by somebody else, a request that reads it waits in the database. */
async function held(happen: (client: Client) => Promise<string>): Promise<string> {
  return superuser(async (client) => {
    await client.query('begin; lock table shop.visits in access exclusive mode')
    return happen(client)
  })
}

/** Waits until a request waits there. @returns the process that does */
async function busy(client: Client): Promise<number> {
  for (const limit = Date.now() + 10_000; Date.now() < limit;) {
    const { rows } = await client.query(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    const [found] = rows as { pid: number }[]
    if (found) return found.pid
    await new Promise((next) => setTimeout(next, 10))
  }
  throw new TypeError('no request waits')
}

/** What the connections of the serving role are doing. */
function states(): Promise<readonly string[]> {
  return superuser(async (client) => {
    const { rows } = await client.query(
      String.raw`select state from pg_stat_activity where datname = current_database() and usename like '%\_serve'`,
    )
    return rows.map((row: { state: string }) => row.state)
  })
}

async function superuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: home.shop.database.superuserUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
