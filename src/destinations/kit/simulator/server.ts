import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { SluiceError } from '../../../base/errors.ts'
import type { Fault, Faults } from './faults.ts'
import type { SimReply, SimRequest, World } from './simulator.ts'

/** An account that is being served. */
export interface Served {
  readonly world: World
  readonly faults: Faults
  /** The last requests, oldest first. */
  readonly log: SimRequest[]
}

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Whose request it is, with the path that is left; or an answer right away. */
  readonly find: (request: SimRequest) => { served: Served; path: string } | SimReply
}

export interface RunningServer {
  readonly url: string
  stop(): Promise<void>
}

const LONGEST_BODY = 16 * 1024 * 1024
const LONGEST_LOG = 1_000

/** Serves on 127.0.0.1 only: what is simulated is nobody else's business. @throws UNAVAILABLE where the port is taken */
export async function openServer({ port, find }: ServerOptions): Promise<RunningServer> {
  const server = createServer((message, response) => {
    handle(message, response, find).catch(() => message.socket.destroy())
  })
  await listen(server, port)
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${actual}`,
    stop: () =>
      new Promise((resolve) => {
        // Also where it was stopped before.
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new SluiceError('UNAVAILABLE', {
          what: `Port ${port} can’t be used for the sandbox`,
          cure: 'Stop what uses it, or choose another port',
          cause,
        }),
      ),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  find: ServerOptions['find'],
): Promise<void> {
  const request = await readRequest(message)
  if (request === undefined)
    return write(response, { status: 413, body: { message: 'The request is too large' } })
  const found = find(request)
  if (!('served' in found)) return write(response, found)
  const { served, path } = found
  const asked = { ...request, path }
  served.log.push(asked)
  if (served.log.length > LONGEST_LOG) served.log.shift()
  await meet(served.faults.take(asked), served, asked, response)
}

async function meet(
  fault: Fault | undefined,
  { world }: Served,
  request: SimRequest,
  response: ServerResponse,
): Promise<void> {
  switch (fault?.is) {
    case undefined:
      return write(response, world.answer(request))
    case 'answer':
      return write(response, fault.reply)
    case 'drop':
      if (fault.applied) world.answer(request)
      return void response.destroy()
    case 'half':
      world.answer(request, fault.count)
      return void response.destroy()
    case 'reset':
      return writeHalf(response, world.answer(request))
    case 'delay':
      await pause(fault.ms, undefined, { ref: false })
      return write(response, world.answer(request))
    case 'edit':
      return write(response, fault.edit(world.answer(request)))
  }
}

function write(response: ServerResponse, reply: SimReply): void {
  const { headers, text } = serialised(reply)
  response.writeHead(reply.status, headers).end(text)
}

function writeHalf(response: ServerResponse, reply: SimReply): void {
  const { headers, text } = serialised(reply)
  response.writeHead(reply.status, { ...headers, 'content-length': Buffer.byteLength(text) + 1 })
  response.write(text.slice(0, text.length / 2), () => response.destroy())
}

function serialised({ headers, body }: SimReply): { headers: Record<string, string>; text: string } {
  if (body === undefined) return { headers: { ...headers }, text: '' }
  if (typeof body === 'string') return { headers: { 'content-type': 'text/plain', ...headers }, text: body }
  return { headers: { 'content-type': 'application/json', ...headers }, text: JSON.stringify(body) }
}

/** @returns undefined for a body that is too large */
async function readRequest(message: IncomingMessage): Promise<SimRequest | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= LONGEST_BODY) chunks.push(chunk)
  }
  if (length > LONGEST_BODY) return undefined
  const url = new URL(`http://127.0.0.1${message.url ?? '/'}`)
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
  )
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    text: Buffer.concat(chunks).toString('utf8'),
  }
}
