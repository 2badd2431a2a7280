import type { FastifyInstance } from 'fastify'
import type { Readiness } from '../settings.ts'

/** `/healthz`: the process answers. `/readyz`: 200 only when queries are served; a waived guard is told here. */
export function healthRoutes(fastify: FastifyInstance, readiness: () => Promise<Readiness>): void {
  fastify.get('/healthz', (_request, reply) => reply.send({ status: 'ok' }))
  fastify.get('/readyz', async (_request, reply) => {
    const { ready, checks } = await readiness()
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks })
  })
}
