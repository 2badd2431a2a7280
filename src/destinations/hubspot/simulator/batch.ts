import type { FarValue } from '../../contract.ts'
import type { Write } from '../../kit/simulator/journal.ts'
import type { FarRecord, SimReply } from '../../kit/simulator/simulator.ts'
import type { Account } from './account.ts'
import { checkValue, type Refused } from './check.ts'
import { invalid } from './reply.ts'

export interface Input {
  readonly id?: unknown
  readonly idProperty?: unknown
  readonly objectWriteTraceId?: unknown
  readonly properties?: unknown
}

const MOST_INPUTS = 100

/** The inputs, or why the whole request is refused. */
export function inputsOf(body: unknown): readonly Input[] | SimReply {
  const inputs = isObject(body) ? body['inputs'] : undefined
  if (!Array.isArray(inputs) || inputs.length === 0) return invalid('The list of inputs is empty')
  if (inputs.length > MOST_INPUTS)
    return invalid(`At most ${MOST_INPUTS} inputs are taken, got ${inputs.length}`)
  if (!inputs.every((input): input is Input => isObject(input) && typeof input['id'] === 'string')) {
    return invalid('Every input needs an id')
  }
  const ids = inputs.map(({ id }) => String(id))
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i)
  if (twice.length > 0) {
    return invalid(`Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`, {
      context: { ids: [...new Set(twice)] },
    })
  }
  return inputs
}

/** Creates or updates. With trace ids a bad input fails alone, without them the whole batch fails. */
export function upsert(
  account: Account,
  object: string,
  inputs: readonly Input[],
  only: number,
  now: Date,
): SimReply {
  for (const { idProperty } of inputs) {
    if (typeof idProperty !== 'string' || !account.isKey(object, idProperty)) {
      return invalid(`"${String(idProperty)}" isn't a property with unique values`)
    }
  }
  const problems = new Map(inputs.flatMap((input) => pair(input, problemOf(account, object, input))))
  const traced = inputs.every(({ objectWriteTraceId }) => typeof objectWriteTraceId === 'string')
  if (problems.size > 0 && !traced) {
    return invalid('Some inputs are not valid', {
      errors: [...problems.values()].map((problem) => detail(problem)),
    })
  }
  const good = inputs.filter((input) => !problems.has(input))
  const results = good.slice(0, only).map((input) => write(account, object, input, now))
  const errors = [...problems].map(([{ objectWriteTraceId }, problem]) => ({
    status: 'error',
    category: problem.code === 'UNIQUE_VALUE_TAKEN' ? 'CONFLICT' : 'VALIDATION_ERROR',
    message: problem.message,
    errors: [detail(problem)],
    context: { objectWriteTraceId: [objectWriteTraceId], propertyName: [problem.property] },
  }))
  return {
    status: errors.length > 0 ? 207 : 200,
    body: {
      status: 'COMPLETE',
      startedAt: now.toISOString(),
      completedAt: now.toISOString(),
      // HubSpot promises no order; this one is never the order of the inputs.
      results: results.toReversed(),
      ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
    },
  }
}

/** To the recycling bin. An id that isn't there is no error. */
export function archive(account: Account, object: string, inputs: readonly Input[], only: number): SimReply {
  const present = inputs.slice(0, only).flatMap(({ id }) => account.find(object, undefined, String(id)) ?? [])
  account.commit(
    present.map(({ id }): Omit<Write, 'version'> => ({
      operation: 'archive',
      object,
      id,
      key: id,
      fields: {},
    })),
  )
  return { status: 204 }
}

export function readMany(
  account: Account,
  object: string,
  inputs: readonly Input[],
  body: unknown,
): SimReply {
  const { idProperty, properties } = body as { idProperty?: unknown; properties?: unknown }
  const key = typeof idProperty === 'string' ? idProperty : undefined
  if (key !== undefined && !account.isKey(object, key))
    return invalid(`"${key}" isn't a property with unique values`)
  const found = inputs.map(({ id }) => account.find(object, key, String(id)))
  const missing = inputs.filter((_, i) => found[i] === undefined).map(({ id }) => String(id))
  const results = found.flatMap((record) => (record ? [toldRecord(record, properties)] : []))
  const errors = [
    {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      message: 'Could not get some objects',
      context: { ids: missing },
    },
  ]
  return {
    status: missing.length > 0 ? 207 : 200,
    body: {
      status: 'COMPLETE',
      results: results.toReversed(),
      ...(missing.length > 0 ? { numErrors: 1, errors } : {}),
    },
  }
}

/** A record as answers hold it: the properties that were asked for, null where there is no value. */
export function toldRecord({ id, fields }: FarRecord, asked: unknown): Record<string, unknown> {
  const names = Array.isArray(asked) ? asked.map(String) : Object.keys(fields)
  const properties = Object.fromEntries(names.map((name) => [name, fields[name] ?? null]))
  return { id, archived: false, properties: { ...properties, hs_object_id: id } }
}

function write(account: Account, object: string, input: Input, now: Date): Record<string, unknown> {
  const idProperty = String(input.idProperty)
  const key = idProperty === 'email' ? String(input.id).toLowerCase() : String(input.id)
  const before = account.find(object, idProperty, key)
  const given = input.properties as Record<string, FarValue>
  const email = typeof given['email'] === 'string' ? { email: given['email'].toLowerCase() } : {}
  const named = idProperty === 'hs_object_id' ? {} : { [idProperty]: key }
  const id = before?.id ?? account.newId()
  account.commit([{ operation: 'upsert', object, id, key, fields: { ...given, ...email, ...named } }])
  const at = now.toISOString()
  const record = account.find(object, undefined, id) as FarRecord
  return {
    ...toldRecord(record, undefined),
    new: before === undefined,
    createdAt: at,
    updatedAt: at,
    ...(typeof input.objectWriteTraceId === 'string' ? { objectWriteTraceId: input.objectWriteTraceId } : {}),
  }
}

function problemOf(account: Account, object: string, input: Input): Refused | undefined {
  const { properties, id } = input
  const idProperty = String(input.idProperty)
  if (!isObject(properties))
    return { code: 'INVALID_JSON', message: 'An input has no properties', property: idProperty }
  const known = account.properties(object)
  const given = { ...(idProperty === 'hs_object_id' ? {} : { [idProperty]: id }), ...properties }
  const before = account.find(object, idProperty, String(id))
  if (idProperty === 'hs_object_id' && !before) {
    return { code: 'OBJECT_NOT_FOUND', message: 'There is no such object', property: idProperty }
  }
  for (const [name, value] of Object.entries(given)) {
    const refused = checkValue(name, value, known?.get(name))
    if (refused) return refused
    const holder = account.isKey(object, name) ? account.find(object, name, String(value)) : undefined
    if (holder && holder.id !== before?.id) {
      return { code: 'UNIQUE_VALUE_TAKEN', message: `Another record has this "${name}"`, property: name }
    }
  }
  return undefined
}

function detail({ code, message, property }: Refused): Record<string, unknown> {
  return { code, message, in: property, context: { propertyName: [property] } }
}

function pair(input: Input, problem: Refused | undefined): [Input, Refused][] {
  return problem ? [[input, problem]] : []
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
