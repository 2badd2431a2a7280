import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invariant, SluiceError } from '../../base/errors.ts'
import type { Dashboards } from '../dashboards/dashboard.ts'
import { dashboardSeen } from '../dashboards/seen.ts'
import type { Audience, Audiences } from '../execution/audiences.ts'
import type { RequestContext } from '../execution/execute.ts'
import { formats, type Format } from '../exports/formats/index.ts'
import type { OpenExport } from '../exports/open.ts'
import { documentSeen } from '../trusted/seen.ts'
import type { TrustedDocuments } from '../trusted/trusted.ts'
import { preferred } from './accept.ts'
import { authenticated, callerWho, rightTo, type DoorParts } from './caller.ts'
import { attach } from './export.ts'
import { readRequest, type GraphqlRequest } from './request.ts'
import { embedDocument, withDocument } from './stored.ts'
import { countUnread } from './unread.ts'

export interface GraphqlParts extends DoorParts {
  readonly audiences: Audiences
  readonly dashboards: Dashboards
  readonly trusted: TrustedDocuments
}

const answers = ['application/json', 'application/graphql-response+json'] as const
const offered = [...answers, ...formats.flatMap(({ mediaTypes }) => mediaTypes)]

/** `/graphql`: who asks comes from the token; what is asked from the request or, by its id, from the project. */
export function graphqlRoute(fastify: FastifyInstance, parts: GraphqlParts): void {
  const { audiences, dashboards, trusted, allowances } = parts
  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: authenticated(parts),
    onSend: countUnread(allowances),
    handler: async (request, reply) => {
      const mediaType = preferred(request.headers.accept, offered)
      if (mediaType === undefined) throw notAcceptable()
      const format = formats.find(({ mediaTypes }) => mediaTypes.includes(mediaType))
      const caller = callerWho(request, format ? 'export' : 'query')
      const right = rightTo(request)
      const audience = await audiences.for(caller.scope.principal.roles)
      const dashboardNamed = (name: string) => dashboardSeen(dashboards, name, audience.schema)
      const trustedNamed = (id: string) => documentSeen(trusted, id, audience.schema)
      const stores = { only: trusted.only, trustedNamed, dashboardNamed }
      const asked = caller.embed
        ? embedDocument(request.body, caller.embed, stores)
        : withDocument(readRequest(request), stores)
      const { query } = asked
      if (query !== undefined && !audience.knows(query)) allowances.learn(caller.scope.tenant, query.length)
      const told = (code: string) => void (request.outcome = code)
      const context = { caller, right, signal: right.signal, method: request.method, mediaType, told }
      return format
        ? exported(audience, asked, { ...context, format }, request, reply)
        : answered(audience, asked, request, context, reply)
    },
  })
  // Others are told which there are.
  fastify.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: (_request, reply) =>
      reply
        .code(405)
        .header('allow', 'GET, POST')
        .send({ errors: [{ message: 'Use POST.', extensions: { code: 'INVALID_REQUEST' } }] }),
  })
}

async function answered(
  audience: Audience,
  asked: GraphqlRequest,
  request: FastifyRequest,
  context: RequestContext,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { accept } = request.headers
  const text = await audience.again(asked, context)
  const response = text === undefined ? await execute(audience, asked, context, accept) : undefined
  await context.right.check()
  return response ? sent(response, reply) : reply.type(`${context.mediaType}; charset=utf-8`).send(text)
}

/** The rows as a file, or, where there are none because something was wrong, what was wrong as a GraphQL response. */
async function exported(
  audience: Audience,
  asked: GraphqlRequest,
  context: RequestContext & { readonly format: Format },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { format, ...rest } = context
  const opened: OpenExport[] = []
  const exporting = { format, open: (one: OpenExport) => void opened.push(one) }
  const response = await execute(audience, asked, { ...rest, exporting }, answers[1])
  request.exporting = opened.length > 0
  if (!opened[0]) await rest.right.check()
  return opened[0] ? attach(opened[0], reply) : sent(response, reply)
}

/**
 * Apollo is handed a POST with the fields that it knows, whatever came in. Its guard against forged requests is met
 * before: no page can send `Authorization` unasked, and nothing is read from a request without it.
 */
function execute({ apollo }: Audience, asked: GraphqlRequest, context: RequestContext, accept = '*/*') {
  const { documentId: _, ...given } = asked
  const body = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([
        ['accept', accept],
        ['content-type', 'application/json'],
      ]),
      search: '',
      body: { ...body, query: asked.query ?? '' },
    },
    context: () => Promise.resolve(context),
  })
}

function sent({ status, headers, body }: HTTPGraphQLResponse, reply: FastifyReply): FastifyReply {
  invariant(body.kind === 'complete', 'an answer is of one piece')
  for (const [name, value] of headers) void reply.header(name, value)
  return reply.code(status ?? 200).send(body.string)
}

function notAcceptable(): SluiceError {
  return new SluiceError('NOT_ACCEPTABLE', {
    what: 'The Accept header takes nothing that this server writes',
    expected: `one of ${offered.join(', ')}`,
  })
}
