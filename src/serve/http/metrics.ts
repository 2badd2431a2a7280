import { hash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { SluiceError } from '../../base/errors.ts'
import type { Meters } from '../metrics/meters.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the first error that the answer tells, if it tells any. */
    outcome: string | undefined
    /** An export is counted by itself. */
    exporting: boolean
  }
}

/** Counts every request to /graphql when it is over, also one whose client has gone away. */
export function countRequests(fastify: FastifyInstance, meters: Meters): void {
  fastify.decorateRequest('outcome', undefined)
  fastify.decorateRequest('exporting', false)
  fastify.addHook('onRequest', (request, reply, next) => {
    if (request.routeOptions.url === '/graphql' && request.method !== 'OPTIONS') {
      const started = performance.now()
      reply.raw.once('close', () => {
        if (request.exporting) return
        const code = reply.raw.writableFinished ? (request.outcome ?? 'OK') : 'CANCELLED'
        meters.answered(code, (performance.now() - started) / 1_000)
      })
    }
    next()
  })
}

/** `/metrics` for Prometheus: to whoever reaches the server (`true`), or to who has the token. */
export function metricsRoute(
  fastify: FastifyInstance,
  meters: Meters,
  access: true | { token: string },
): void {
  fastify.get('/metrics', async (request, reply) => {
    if (access !== true && !holds(request, access.token)) throw refused()
    return reply.type(meters.contentType).send(await meters.text())
  })
}

// Hashes are of one length and tell nothing by the time that it takes to compare them.
function holds({ headers }: FastifyRequest, token: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer')
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))
}

function refused(): SluiceError {
  return new SluiceError('UNAUTHENTICATED', {
    what: 'The metrics need their token',
    expected: '`Authorization: Bearer TOKEN` with the token of serve.metrics',
  })
}
