import type { SimReply, SimRequest, Simulator, World, WorldOptions } from '../kit/simulator/simulator.ts'
import { Account } from './simulator/account.ts'
import { archive, inputsOf, readMany, toldRecord, upsert } from './simulator/batch.ts'
import { told } from './simulator/properties.ts'
import { Quota } from './simulator/quota.ts'
import { invalid, refusal } from './simulator/reply.ts'
import { routeOf, type Route } from './simulator/route.ts'
import { search } from './simulator/search.ts'
import { PROPERTY_TYPES, type SandboxProperty } from './settings.ts'

/**
 * HubSpot's CRM as far as the connector needs it, and the refusals that a mapping can meet there.
 * Settings: `token`, `properties`, `timezone`, and for tests `perTenSeconds`, `perDay`, `scopes`.
 */
export const hubspotSimulator: Simulator = {
  name: 'hubspot',
  open: (options) => new Portal(options),
  example: {
    object: 'companies',
    key: 'sluice_account_id',
    change: (n) => ({
      key: `a-${n}`,
      fields: {
        sluice_account_id: `a-${n}`,
        name: `Company ${n}`,
        health_score: '71.5',
        churned: false,
        renewal_date: '2027-01-31',
      },
    }),
    bad: (n) => ({ key: `a-${n}`, fields: { sluice_account_id: `a-${n}`, health_score: 'not a number' } }),
  },
}

interface PortalSettings {
  readonly token?: string
  readonly timezone?: string
  readonly properties?: Readonly<Record<string, Readonly<Record<string, SandboxProperty>>>>
  readonly perTenSeconds?: number
  readonly perDay?: number
  /** The objects that the token may see; all by default. */
  readonly scopes?: readonly string[]
}

class Portal implements World {
  readonly #account: Account
  readonly #quota: Quota
  readonly #settings: PortalSettings
  readonly #options: WorldOptions
  readonly records: World['records']

  constructor(options: WorldOptions) {
    const settings = options.settings as PortalSettings
    this.#options = options
    this.#settings = settings
    this.#account = new Account(options.journal, settings.properties ?? {})
    this.#quota = new Quota(options.clock, {
      perTenSeconds: settings.perTenSeconds ?? 190,
      perDay: settings.perDay ?? 625_000,
      timezone: settings.timezone ?? 'UTC',
    })
    this.records = (object) => this.#account.records(object)
  }

  answer(request: SimRequest, only = Infinity): SimReply {
    const expected = `Bearer ${this.#settings.token ?? 'sandbox-token'}`
    if (request.headers['authorization'] !== expected) {
      return refusal(401, 'INVALID_AUTHENTICATION', 'The access token is not known')
    }
    const reply = this.#quota.take() ?? this.#route(request, only)
    return { ...reply, headers: { ...this.#quota.headers(), ...reply.headers } }
  }

  #route(request: SimRequest, only: number): SimReply {
    const route = routeOf(request.path)
    if (!route) return refusal(404, 'NOT_FOUND', 'There is nothing at this address')
    const { scopes } = this.#settings
    if (scopes && !scopes.includes(route.object)) return missingScope(route)
    if (!this.#account.properties(route.object)) {
      return refusal(404, 'OBJECT_NOT_FOUND', `Unable to infer object type from: ${route.object}`)
    }
    if (request.method === 'GET') return this.#get(route, request)
    if (request.method !== 'POST')
      return refusal(405, 'METHOD_NOT_ALLOWED', 'This method is not allowed here')
    if (!request.headers['content-type']?.startsWith('application/json')) {
      return refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Only JSON is understood')
    }
    const body = parse(request.text)
    if (body === undefined) return refusal(400, 'INVALID_JSON', 'The body is not a JSON object')
    return this.#post(route, body, only)
  }

  #get({ kind, object, rest }: Route, { query }: SimRequest): SimReply {
    if (kind === 'properties') {
      const properties = [...(this.#account.properties(object)?.values() ?? [])]
      if (rest === '') return { status: 200, body: { results: properties.map(told) } }
      const found = properties.find(({ name }) => name === rest)
      return found
        ? { status: 200, body: told(found) }
        : refusal(404, 'OBJECT_NOT_FOUND', 'There is no such property')
    }
    const record = this.#account.find(object, query.get('idProperty') ?? undefined, rest)
    const asked = query.get('properties')?.split(',')
    return record
      ? { status: 200, body: toldRecord(record, asked) }
      : refusal(404, 'OBJECT_NOT_FOUND', 'resource not found')
  }

  #post({ kind, object, rest }: Route, body: Readonly<Record<string, unknown>>, only: number): SimReply {
    if (kind === 'properties') return rest === '' ? this.#createProperty(object, body) : notFound()
    if (rest === 'search') return search(this.#account, object, body)
    if (!['batch/upsert', 'batch/archive', 'batch/read'].includes(rest)) return notFound()
    const inputs = inputsOf(body)
    if ('status' in inputs) return inputs
    if (rest === 'batch/upsert') return upsert(this.#account, object, inputs, only, this.#options.clock.now())
    return rest === 'batch/archive'
      ? archive(this.#account, object, inputs, only)
      : readMany(this.#account, object, inputs, body)
  }

  #createProperty(object: string, body: Readonly<Record<string, unknown>>): SimReply {
    const { name, type, label, options, hasUniqueValue } = body
    if (typeof name !== 'string' || !/^[a-z][a-z0-9_]*$/.test(name))
      return invalid('A property needs a lower-case name')
    if (!PROPERTY_TYPES.some((known) => known === type))
      return invalid('A property needs a type that is known')
    if (this.#account.properties(object)?.has(name))
      return refusal(409, 'CONFLICT', `There is a property "${name}" already`)
    const values = Array.isArray(options) ? options.map(({ value }: { value: string }) => value) : undefined
    const fields = {
      type: type as string,
      ...(typeof label === 'string' ? { label } : {}),
      ...(values ? { options: values } : {}),
      ...(hasUniqueValue === true ? { unique: true } : {}),
    }
    this.#account.commit([{ operation: 'property', object, id: name, key: name, fields }])
    const made = this.#account.properties(object)?.get(name)
    return { status: 201, body: made ? told(made) : {} }
  }
}

function notFound(): SimReply {
  return refusal(404, 'NOT_FOUND', 'There is nothing at this address')
}

function missingScope({ object }: Route): SimReply {
  return refusal(403, 'MISSING_SCOPES', 'This app lacks scopes that the call needs', {
    errors: [
      {
        message: 'One or more of these scopes',
        context: { requiredGranularScopes: [`crm.objects.${object}.write`] },
      },
    ],
  })
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
