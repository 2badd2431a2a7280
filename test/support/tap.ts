import { createServer, connect, type Server, type Socket } from 'node:net'

/** Counts what goes over the wire between a client and PostgreSQL, by message type. */
export interface Tap {
  /** The address with this tap in between. */
  readonly url: string
  /** Messages from the client by their letter: `S` is Sync, `P` Parse, `C` Close. */
  sent(type: string): number
  /** Messages from the server by their letter: `Z` is ReadyForQuery. */
  got(type: string): number
  reset(): void
  /** From now on nothing passes, though connections stay open: a network that went away. */
  blackhole(on: boolean): void
  close(): Promise<void>
}

export async function tap(url: string): Promise<Tap> {
  const target = new URL(url)
  const { port, hostname } = target
  let sent = new Map<string, number>()
  let got = new Map<string, number>()
  let silent = false
  const sockets = new Set<Socket>()
  const server: Server = createServer((near) => {
    const far = connect(Number(port || 5432), hostname)
    const up = counter((type) => sent.set(type, (sent.get(type) ?? 0) + 1), true)
    const down = counter((type) => got.set(type, (got.get(type) ?? 0) + 1), false)
    for (const [from, to, count] of [
      [near, far, up],
      [far, near, down],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes: Buffer) => {
        if (silent) return
        count(bytes)
        to.write(bytes)
      })
      from.on('close', () => to.destroy())
      from.on('error', () => to.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  target.hostname = '127.0.0.1'
  target.port = typeof address === 'object' && address !== null ? String(address.port) : ''
  return {
    url: target.href,
    sent: (type) => sent.get(type) ?? 0,
    got: (type) => got.get(type) ?? 0,
    reset: () => {
      sent = new Map()
      got = new Map()
    },
    blackhole: (on) => {
      silent = on
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Splits a byte stream into messages; a client's first has no letter. */
function counter(told: (type: string) => void, startup: boolean): (bytes: Buffer) => void {
  let held = Buffer.alloc(0)
  let first = startup
  return (bytes) => {
    held = Buffer.concat([held, bytes])
    for (;;) {
      const head = first ? 0 : 1
      if (held.length < head + 4) return
      const length = head + held.readInt32BE(head)
      if (held.length < length) return
      if (!first) told(String.fromCharCode(held[0] ?? 0))
      first = false
      held = held.subarray(length)
    }
  }
}
