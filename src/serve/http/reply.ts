import type { FastifyReply, FastifyRequest } from 'fastify'
import { SluiceError, errorKinds } from '../../base/errors.ts'
import type { Log } from '../../base/log.ts'
import { retryHeader } from '../errors/client.ts'
import { mask, type Told } from '../errors/mask.ts'

const nothing = 'There is nothing at this address.'

/** What HTTP itself refuses, before any of our code sees the request. */
const refusals: Readonly<Record<number, string>> = {
  400: 'The body is not valid JSON.',
  413: 'The body is larger than this server takes.',
  414: 'The address is longer than this server takes.',
  415: 'The body has a type that this server doesn’t take. Send application/json.',
}

/** Every error that isn't a GraphQL answer leaves here: masked, with its status, in the shape of GraphQL's errors. */
export function answerError(error: unknown, reply: FastifyReply, log: Log): FastifyReply {
  const { status, told } = judge(error, log)
  if (status === 401) void reply.header('www-authenticate', 'Bearer')
  void reply.headers(retryHeader(told.code, error))
  reply.request.outcome = told.code
  const { message, ...extensions } = told
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [{ message, extensions }] }))
}

export function answerMissing(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ errors: [{ message: nothing, extensions: { code: 'NOT_FOUND' } }] })
}

function judge(error: unknown, log: Log): { status: number; told: Told } {
  const { statusCode } = error as { statusCode?: number }
  // A path that leaves the pages' folder is refused with 403: to the outside it is one that isn't there.
  if (statusCode === 403 || statusCode === 404)
    return { status: 404, told: { code: 'NOT_FOUND', message: nothing } }
  const message = refusals[statusCode ?? 0]
  if (statusCode && message) return { status: statusCode, told: { code: 'INVALID_REQUEST', message } }
  const status = error instanceof SluiceError ? error.kind.status : errorKinds.INTERNAL.status
  return { status, told: mask(error, log) }
}
