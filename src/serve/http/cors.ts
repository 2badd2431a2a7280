import type { FastifyReply, FastifyRequest } from 'fastify'
import { SluiceError } from '../../base/errors.ts'
import type { Caller } from '../auth/caller.ts'

/** Paths that pages of other origins may call; all of them need a token. */
const open = /^\/(graphql|dashboards\/[^/]+)$/

const ALLOWED = 'authorization, content-type, accept'

/**
 * A preflight carries no token, so it can't know whom an embed token names. It says yes to any origin on these paths
 * and never allows credentials; whether the answer may be read, the real request's token decides.
 */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { origin } = request.headers
  if (origin && origin !== 'null' && open.test(pathOf(request))) {
    void reply.headers({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': ALLOWED,
      'access-control-max-age': '600',
      vary: 'origin',
    })
  }
  return reply.code(204).send()
}

/**
 * Lets the page that asked read the answer, if it may.
 * @throws FORBIDDEN where an embed token is used by a page that it doesn't name
 */
export function allowOrigin(
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Caller,
  origins: readonly string[],
): void {
  const { origin } = request.headers
  void reply.header('vary', 'origin')
  if (origin === undefined) return
  const named = (caller.embed?.origins ?? origins).includes(origin)
  if (named)
    void reply.headers({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'content-disposition, retry-after',
    })
  else if (caller.embed && !sameOrigin(request, origin)) {
    throw new SluiceError('FORBIDDEN', {
      what: 'This embed token is not for this page',
      expected: 'a page of one of the origins that the token names',
      cure: 'Name the page’s origin when you ask for the token',
    })
  }
}

function sameOrigin(request: FastifyRequest, origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.headers.host
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? ''
}
