import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { invariant, SluiceError } from '../../base/errors.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import type { Caller } from '../auth/caller.ts'
import { allowOrigin } from './cors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `authenticated`. */
    caller: Caller | undefined
  }
}

/** The hook of every route that needs a token. It runs before the body is read. */
export function authenticated(
  authenticate: Authenticate,
  origins: readonly string[],
): onRequestAsyncHookHandler {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    request.caller = await authenticate(authorizations(request))
    allowOrigin(request, reply, request.caller, origins)
  }
}

export function callerOf(request: FastifyRequest): Caller {
  invariant(request.caller, 'a route that asks for its caller is authenticated')
  return request.caller
}

/** @throws FORBIDDEN for an embed token */
export function ordinaryCaller(request: FastifyRequest): Caller {
  const caller = callerOf(request)
  if (!caller.embed) return caller
  throw new SluiceError('FORBIDDEN', {
    what: 'An embed token may only read its dashboard',
    cure: 'Use an ordinary token of the tenant',
  })
}

// Node keeps the first of several Authorization headers and says nothing; here a second one is refused.
function authorizations(request: FastifyRequest): string[] {
  const { rawHeaders } = request.raw
  const found: string[] = []
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === 'authorization') found.push(rawHeaders[i + 1] ?? '')
  }
  return found
}
