import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { SluiceError } from '../../base/errors.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import type { Caller } from '../auth/caller.ts'
import type { Dashboard, Dashboards } from '../dashboards/dashboard.ts'
import { dashboardSeen } from '../dashboards/seen.ts'
import type { Audiences } from '../execution/audiences.ts'
import type { RequestContext } from '../execution/execute.ts'
import { checkFilters } from './dashboards.ts'
import { authenticated, callerOf } from './caller.ts'

export interface GraphqlParts {
  readonly audiences: Audiences
  readonly authenticate: Authenticate
  readonly dashboards: Dashboards
  readonly origins: readonly string[]
}

/** `/graphql`: who asks comes from the token, what is asked from the body or, by its id, from a dashboard. */
export function graphqlRoute(fastify: FastifyInstance, parts: GraphqlParts): void {
  const { audiences, authenticate, dashboards, origins } = parts
  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: authenticated(authenticate, origins),
    handler: async (request, reply) => {
      const caller = callerOf(request)
      const { apollo, schema } = await audiences.for(caller.scope.principal.roles)
      const body = stored(request.body, caller, (name) => dashboardSeen(dashboards, name, schema))
      if (body) request.body = body
      const context: RequestContext = { caller, signal: goneSignal(reply) }
      return fastifyApolloHandler(apollo, { context: () => Promise.resolve(context) }).call(
        fastify,
        request,
        reply,
      )
    },
  })
}

const byId = z.strictObject({
  documentId: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
})

/**
 * `{documentId, variables}` becomes the stored document. An embed token may send nothing else, and its fixed filters
 * win over what the page sends.
 */
function stored(body: unknown, caller: Caller, dashboardNamed: (name: string) => Dashboard): unknown {
  const { embed } = caller
  const isById = typeof body === 'object' && body !== null && 'documentId' in body
  if (!isById && !embed) return undefined
  const asked = byId.safeParse(body)
  if (!asked.success) throw misuse(embed !== undefined)
  const { documentId, variables } = asked.data
  const name = documentId.startsWith('dashboard:') ? documentId.slice('dashboard:'.length) : undefined
  if (embed && name !== embed.dashboard) throw misuse(true)
  const dashboard = dashboardNamed(name ?? '')
  checkFilters(dashboard, embed?.filters ?? {})
  return { query: dashboard.document, variables: { ...variables, ...embed?.filters } }
}

function misuse(embed: boolean): SluiceError {
  return embed
    ? new SluiceError('FORBIDDEN', {
        what: 'An embed token may only read its dashboard',
        expected:
          'the body `{"documentId": "dashboard:NAME", "variables": {…}}` with the token’s own dashboard',
      })
    : new SluiceError('INVALID_REQUEST', {
        what: 'A stored document takes only variables',
        expected: 'the body `{"documentId": "dashboard:NAME", "variables": {…}}`',
      })
}

function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new SluiceError('CANCELLED', 'The client went away'))
  })
  return gone.signal
}
