import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { SluiceError } from '../../base/errors.ts'
import type { Clock } from '../../base/clock.ts'
import { mintToken } from '../auth/mint.ts'
import type { AuthSettings } from '../auth/settings.ts'
import type { Demo } from '../settings.ts'

const tokenRequest = z.strictObject({ tenant: z.string(), roles: z.array(z.string()).max(20).default([]) })

/** What the demo's page asks for. Anyone who reaches it may be any shop, so it exists in the demo alone. */
export function demoRoutes(fastify: FastifyInstance, demo: Demo, auth: AuthSettings, clock: Clock): void {
  fastify.get('/demo/shops', async (_request, reply) => reply.send(await demo.shops()))
  fastify.get('/demo/syncs', async (_request, reply) => reply.send(await demo.syncs()))
  fastify.post('/demo/token', async (request, reply) => {
    const asked = tokenRequest.safeParse(request.body)
    const shops = asked.success ? await demo.shops() : []
    const shop = shops.find(({ tenant }) => tenant === asked.data?.tenant)
    const { secret } = auth
    if (!asked.success || !shop || secret === undefined) throw unknownShop()
    const { roles } = asked.data
    const token = await mintToken({
      auth: { ...auth, secret },
      tenant: shop.tenant,
      roles,
      subject: 'demo',
      clock,
    })
    return reply.send({ token })
  })
}

function unknownShop(): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: 'The demo has no such shop',
    expected: '{"tenant": "…"} with a tenant that GET /demo/shops lists',
  })
}
