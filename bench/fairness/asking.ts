import { Pool } from 'undici'

/** Requests that are sent on time, whether or not the ones before have been answered. */
export interface Asking {
  readonly url: string
  readonly token: string
  readonly body: string
  readonly perSecond: number
  readonly seconds: number
}

export interface Asked {
  readonly sent: number
  /** By status; what found no place among those in flight is `unsent`. */
  readonly statuses: Readonly<Record<string, number>>
  /** Of answers with status 200, in ms, from when the request was due. */
  readonly times: readonly number[]
}

/** What a client holds at once. */
const IN_FLIGHT = 256

// A process of its own: a tenant's load must not take the other's event loop, nor the server's.
process.on('message', (asking: Asking) => {
  void ask(asking).then((asked) => process.send!(asked))
})

let pool: Pool | undefined

async function ask({ url, token, body, perSecond, seconds }: Asking): Promise<Asked> {
  pool ??= new Pool(url, { connections: IN_FLIGHT, pipelining: 1 })
  const connections = pool
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${token}`,
  }
  const statuses: Record<string, number> = {}
  const times: number[] = []
  const open = new Set<Promise<void>>()
  const count = (status: string) => void (statuses[status] = (statuses[status] ?? 0) + 1)
  const one = async (due: number) => {
    const answer = await connections.request({ path: '/graphql', method: 'POST', headers, body })
    await answer.body.dump()
    count(String(answer.statusCode))
    if (answer.statusCode === 200) times.push(performance.now() - due)
  }
  const started = performance.now()
  const all = perSecond * seconds
  for (let sent = 0; sent < all;) {
    const due = Math.min(all, 1 + Math.floor(((performance.now() - started) / 1000) * perSecond))
    for (; sent < due; sent++) {
      if (open.size >= IN_FLIGHT) {
        count('unsent')
        continue
      }
      const asked = one(started + (sent / perSecond) * 1000).finally(() => open.delete(asked))
      open.add(asked)
    }
    await new Promise((next) => setTimeout(next, Math.min(2, 1000 / perSecond)))
  }
  await Promise.all(open)
  return { sent: all, statuses, times }
}
