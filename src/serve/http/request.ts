import type { FastifyRequest } from 'fastify'
import { SluiceError } from '../../base/errors.ts'

type Values = Readonly<Record<string, unknown>>

/** What GraphQL over HTTP sends, from a POST's body or a GET's address. What isn't given is undefined. */
export interface GraphqlRequest {
  readonly query: string | undefined
  /** Instead of `query`: a document that the server has. */
  readonly documentId: string | undefined
  readonly operationName: string | undefined
  readonly variables: Values | undefined
  readonly extensions: Values | undefined
}

/** @throws INVALID_REQUEST, naming the parameter that has another type */
export function readRequest(request: FastifyRequest): GraphqlRequest {
  const given = request.method === 'GET' ? fromAddress(request.url) : request.body
  if (!isValues(given)) throw wrong('The body', 'one JSON object; batches are not taken')
  return {
    query: text(given, 'query'),
    documentId: text(given, 'documentId'),
    operationName: text(given, 'operationName'),
    variables: values(given, 'variables'),
    extensions: values(given, 'extensions'),
  }
}

function fromAddress(url: string): Values {
  const found: Record<string, unknown> = { __proto__: null }
  for (const [name, value] of new URL(url, 'http://localhost').searchParams) {
    if (name in found) throw wrong(`\`${clip(name)}\` in the address`, 'each parameter once')
    found[name] = name === 'variables' || name === 'extensions' ? parsed(name, value) : value
  }
  return found
}

function parsed(name: string, value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    throw wrong(`\`${name}\` in the address`, 'a JSON object')
  }
}

function text(given: Values, name: string): string | undefined {
  const value = given[name] ?? undefined
  if (value === undefined || typeof value === 'string') return value
  throw wrong(`\`${name}\``, 'a string')
}

function values(given: Values, name: string): Values | undefined {
  const value = given[name] ?? undefined
  if (value === undefined || isValues(value)) return value
  throw wrong(`\`${name}\``, 'a JSON object')
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(what: string, expected: string): SluiceError {
  return new SluiceError('INVALID_REQUEST', { what: `${what} has another form`, expected })
}

function clip(name: string): string {
  return name.slice(0, 40)
}
