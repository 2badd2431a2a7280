import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Definition } from '../../../web/embed/definition.ts'

/** What a strict page allows, Trusted Types included. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ')

export interface Heard {
  readonly path: string
  readonly token: string | undefined
  readonly body: { documentId?: string; variables?: Record<string, unknown> } | undefined
}

export interface Dashboards {
  readonly definition: Definition
  /** The answer's `data` and `errors` for one request. */
  answer(variables: Record<string, unknown>): unknown
  /** The tokens that are good at the moment. */
  readonly tokens: Set<string>
  /** Seconds to name in the next refusals for want of room, one a request for data. */
  readonly waits?: number[]
}

export interface Server {
  readonly origin: string
  readonly heard: Heard[]
  close(): Promise<void>
}

/** A page with the built embed, and a server side that speaks the documented JSON: what a stranger's page has. */
export async function openServer(dashboards: Dashboards, page: string): Promise<Server> {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    void handle(request, response, dashboards, page, heard)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  dashboards: Dashboards,
  page: string,
  heard: Heard[],
): Promise<void> {
  const path = request.url ?? '/'
  if (path === '/') return send(response, 200, 'text/html', page)
  if (path === '/page.css') return send(response, 200, 'text/css', PAGE_STYLE)
  if (path === '/embed.js')
    return send(response, 200, 'text/javascript', readFileSync(join(dist, 'embed.js')))
  if (path === '/favicon.ico') return send(response, 204, 'image/png', '')
  const text = await bodyOf(request)
  const token = request.headers.authorization?.replace('Bearer ', '')
  const body = text ? (JSON.parse(text) as Heard['body']) : undefined
  heard.push({ path, token, body })
  const answer = (status: number, value: unknown) =>
    send(response, status, 'application/json', JSON.stringify(value))
  if (!token || !dashboards.tokens.has(token)) {
    return answer(401, {
      errors: [{ message: 'The token has expired', extensions: { code: 'UNAUTHENTICATED' } }],
    })
  }
  if (path === `/dashboards/${dashboards.definition.name}`) return answer(200, dashboards.definition)
  const wait = path === '/graphql' ? dashboards.waits?.shift() : undefined
  if (wait !== undefined) {
    response.setHeader('retry-after', wait)
    return answer(429, { errors: [{ message: 'Too many requests', extensions: { code: 'LIMITED' } }] })
  }
  if (path === '/graphql') return answer(200, await dashboards.answer(body?.variables ?? {}))
  answer(404, { errors: [{ message: 'Not found' }] })
}

const dist = join(import.meta.dirname, '../../../web/dist')
const PAGE_STYLE =
  'body { margin: 0; padding: 24px; background: light-dark(#f6f7f8, #0f1216); color-scheme: light dark }'

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response
    .writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY })
    .end(body)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
