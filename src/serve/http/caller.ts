import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { invariant, SluiceError, type ErrorParts } from '../../base/errors.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import type { Caller } from '../auth/caller.ts'
import type { Right, Rights } from '../auth/rights.ts'
import type { KeyScope } from '../../tenant/apikey.ts'
import type { Allowances } from '../limits/allowances.ts'
import { allowOrigin } from './cors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `authenticated`. */
    caller: Caller | undefined
    /** The caller's right to the answer, for as long as it takes. Set by `authenticated`. */
    right: Right | undefined
  }
}

export interface DoorParts {
  readonly authenticate: Authenticate
  readonly rights: Rights
  readonly allowances: Allowances
  readonly origins: readonly string[]
}

/**
 * The hook of every route that needs a token. It runs before the body is read, and counts for the verified tenant,
 * whatever kind of token named it. The origin comes first, so that a page can read why it was refused.
 */
export function authenticated(parts: DoorParts): onRequestAsyncHookHandler {
  const { authenticate, rights, allowances, origins } = parts
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const since = rights.version
    const caller = await authenticate(authorizations(request))
    request.caller = caller
    allowOrigin(request, reply, caller, origins)
    const right = rightOf(reply, rights, caller, since)
    await admit(allowances, caller, right)
    request.right = right
  }
}

/** @throws LIMITED, late where the tenant has been told often enough */
async function admit(allowances: Allowances, { scope: { tenant } }: Caller, right: Right): Promise<void> {
  try {
    allowances.admit(tenant)
  } catch (refusal) {
    await allowances.holdBack(tenant, right.signal)
    throw refusal
  }
}

/** Lasts until the answer is out, or the client has gone away. */
function rightOf({ raw }: FastifyReply, rights: Rights, caller: Caller, since: number): Right {
  const right = rights.begin(caller, since)
  const closed = () => right.over(raw.writableFinished ? undefined : goneAway())
  if (raw.destroyed) closed()
  else raw.once('close', closed)
  return right
}

function callerOf(request: FastifyRequest): Caller {
  invariant(request.caller, 'a route that asks for its caller is authenticated')
  return request.caller
}

/** The caller, who may do this. @throws FORBIDDEN */
export function callerWho(request: FastifyRequest, deed: KeyScope): Caller {
  const caller = callerOf(request)
  if (caller.may.includes(deed)) return caller
  throw new SluiceError('FORBIDDEN', refusalOf(caller, deed))
}

export function rightTo(request: FastifyRequest): Right {
  invariant(request.right, 'a route that asks for a right is authenticated')
  return request.right
}

function refusalOf({ embed, scope }: Caller, deed: KeyScope): ErrorParts {
  if (embed) {
    return {
      what: 'An embed token may only read its dashboard',
      cure: 'Use an ordinary token of the tenant',
    }
  }
  if (scope.principal.actor !== undefined) {
    return { what: 'A token that acts for another may only query', cure: 'Use a token of the tenant’s own' }
  }
  return {
    what: `This API key is not for this: it lacks the scope \`${deed}\``,
    cure: 'Use a key that has it: `sluice key add --scope`',
  }
}

function goneAway(): SluiceError {
  return new SluiceError('CANCELLED', 'The client went away')
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
