import { Client } from 'pg'
import { openHome, type Home, type HomeOptions } from '../oracle/home.ts'
import { someCursor, type Step } from './script.ts'
import { fuzzed, rowsOfAll, strangers } from './tenants.ts'
import { run } from '../../support/sql.ts'

/** Where scripts are played: one server, many tenants, two connections. */
export interface Stage {
  readonly home: Home
  /** Plays the steps on so many lanes at once. @returns what was told to whom shouldn't have been told it */
  play(steps: readonly Step[], lanes: number): Promise<readonly string[]>
  /** How many answers there were of which kind. */
  readonly counts: ReadonlyMap<string, number>
  /** Ends every suspension, and waits until the connections do nothing. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** `without` takes walls away. */
export async function openStage(without: Partial<HomeOptions> = {}): Promise<Stage> {
  const suspended = new Set<string>()
  let resumed = 0
  const home = await openHome({
    connections: 2,
    limits: { timeout: 400 },
    knows: (tenant) => fuzzed.some((one) => one.tenant === tenant) && !suspended.has(tenant),
    more: { schema: (text) => text, ddl: rowsOfAll() },
    ...without,
  })
  const counts = new Map<string, number>()
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const cursors: string[] = []

  async function asks(step: Extract<Step, { is: 'ask' }>): Promise<readonly string[]> {
    const { of, roles, asked, accept, goesAfter } = step
    const [wasOut, before] = [suspended.has(of.tenant), resumed]
    const body = JSON.parse(withCursors(JSON.stringify(asked), cursors)) as unknown
    const gone = goesAfter === undefined ? undefined : AbortSignal.timeout(goesAfter)
    const answer = await home.post(of.tenant, body, roles, accept, gone).catch((error: Error) => {
      if (gone?.aborted) return undefined
      throw error
    })
    if (!answer) {
      count('gone')
      return []
    }
    const { status, all, text } = answer
    const code = /"code":"(\w+)"/.exec(text)?.[1]
    count(code ?? (text.includes(of.canary) ? 'its own rows' : 'no rows'))
    const found = text.matchAll(/"(?:cursor|endCursor|startCursor)\d*":"([^"]+)"/g)
    for (const [, cursor] of found) cursors.splice(0, Number(cursors.length >= 20), cursor ?? '')
    const about = `${JSON.stringify(of.tenant)} asked ${JSON.stringify(body)}`
    return [
      ...strangers(of.canary, all).map((canary) => `${about} and was told ${canary}`),
      ...(wasOut && before === resumed && status !== 401
        ? [`${about} while it was suspended and was told ${status}`]
        : []),
      ...(code === 'INTERNAL' ? [`${about} and met an internal error`] : []),
    ]
  }

  async function take(step: Step): Promise<readonly string[]> {
    switch (step.is) {
      case 'ask':
        return asks(step)
      case 'suspend':
        suspended.add(step.of.tenant)
        return []
      case 'resume':
        suspended.delete(step.of.tenant)
        resumed++
        return []
      case 'hold':
        await holding(home, step.table, step.ms)
        return []
      case 'kill':
        await superuser(
          home,
          String.raw`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like '%\_serve' limit 1`,
        )
        return []
    }
  }

  return {
    home,
    counts,
    async play(steps, lanes) {
      const told: string[] = []
      let next = 0
      const lane = async () => {
        for (let step = steps[next++]; step; step = steps[next++]) told.push(...(await take(step)))
      }
      await Promise.all(Array.from({ length: lanes }, lane))
      return told
    },
    async settle() {
      suspended.clear()
      for (const limit = Date.now() + 10_000; Date.now() < limit;) {
        const rows = await superuser(
          home,
          String.raw`select state from pg_stat_activity where datname = current_database() and usename like '%\_serve' and state <> 'idle'`,
        )
        if (rows.length === 0) return
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      throw new TypeError('a connection is left in a transaction or at work')
    },
    close: () => home.close(),
  }
}

function withCursors(text: string, cursors: readonly string[]): string {
  return cursors.reduce((told, cursor, n) => told.replaceAll(someCursor(n), cursor), text)
}

async function holding({ shop }: Home, table: string, ms: number): Promise<void> {
  const client = new Client({ connectionString: shop.database.superuserUrl })
  await client.connect()
  try {
    await client.query(
      `begin; set local lock_timeout = 1000; lock table shop.${table} in access exclusive mode`,
    )
    await new Promise((resolve) => setTimeout(resolve, ms))
  } finally {
    await client.end()
  }
}

function superuser({ shop }: Home, text: string): Promise<readonly unknown[]> {
  return run(shop.database.superuserUrl, text)
}
