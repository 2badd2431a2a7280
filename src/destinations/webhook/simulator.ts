import type { FarValue } from '../contract.ts'
import type { Write } from '../kit/simulator/journal.ts'
import type {
  FarRecord,
  SimReply,
  SimRequest,
  Simulator,
  World,
  WorldOptions,
} from '../kit/simulator/simulator.ts'
import { verify } from './signature.ts'

/** A receiver as we ask its owner to write it: signature checked, records upserted by key, an answer for each. */
export const webhookSimulator: Simulator = {
  name: 'webhook',
  open: (options) => new Receiver(options),
  example: {
    object: 'customers',
    key: 'id',
    change: (n) => ({
      key: `c-${n}`,
      fields: { id: `c-${n}`, name: `Customer ${n}`, spent: '12.50', active: true },
    }),
    // A value that this receiver, unlike others, doesn't take.
    bad: (n) => ({ key: `c-${n}`, fields: { id: `c-${n}`, refuse: 'because the test says so' } }),
  },
}

interface Row {
  readonly key: string
  readonly object: string
  readonly operation: 'upsert' | 'remove'
  readonly fields?: Readonly<Record<string, FarValue>>
}

class Receiver implements World {
  readonly #options: WorldOptions
  readonly #records = new Map<string, FarRecord>()
  readonly #secret: string

  constructor(options: WorldOptions) {
    this.#options = options
    this.#secret =
      typeof options.settings['secret'] === 'string' ? options.settings['secret'] : SANDBOX_SECRET
    for (const write of options.journal.writes) this.#apply(write)
  }

  answer(request: SimRequest, only?: number): SimReply {
    if (request.method !== 'POST') return refusal(405, 'Only POST is understood')
    if (!request.headers['content-type']?.startsWith('application/json'))
      return refusal(415, 'Only JSON is understood')
    if (!this.#signed(request)) return refusal(401, 'The signature is not right')
    if (!request.headers['idempotency-key']) return refusal(400, 'The Idempotency-Key is missing')
    const rows = parse(request.text)
    if (!rows) return refusal(400, 'Expected an array of {key, object, operation, fields}')
    this.#take(rows.slice(0, only).filter(accepted))
    return { status: rows.every(accepted) ? 200 : 207, body: { results: rows.map(told) } }
  }

  records(object?: string): readonly FarRecord[] {
    return [...this.#records.values()].filter((record) => object === undefined || record.object === object)
  }

  #signed(request: SimRequest): boolean {
    const { clock } = this.#options
    return verify(this.#secret, request.headers['x-signature'] ?? '', request.text, clock.now())
  }

  #take(rows: readonly Row[]): void {
    const { journal } = this.#options
    const first = journal.writes.length + 1
    const writes = rows.map((row, i): Write => ({
      version: first + i,
      operation: row.operation === 'upsert' ? 'upsert' : 'archive',
      object: row.object,
      id: row.key,
      key: row.key,
      fields: row.fields ?? {},
    }))
    journal.append(writes)
    for (const write of writes) this.#apply(write)
  }

  #apply({ operation, object, id, fields, version }: Write): void {
    const place = `${object}\n${id}`
    if (operation === 'archive') this.#records.delete(place)
    else
      this.#records.set(place, {
        object,
        id,
        version,
        fields: { ...this.#records.get(place)?.fields, ...fields },
      })
  }
}

const SANDBOX_SECRET = 'sandbox-signing-secret'

function accepted({ fields }: Row): boolean {
  return fields?.['refuse'] === undefined
}

function told(row: Row): { id: string; status: string; error?: string } {
  return accepted(row)
    ? { id: row.key, status: 'ok' }
    : { id: row.key, status: 'rejected', error: 'The field `refuse` is refused' }
}

function refusal(status: number, error: string): SimReply {
  return { status, body: { error } }
}

function parse(text: string): readonly Row[] | undefined {
  try {
    const rows: unknown = JSON.parse(text)
    return Array.isArray(rows) && rows.every(isRow) ? rows : undefined
  } catch {
    return undefined
  }
}

function isRow(row: unknown): row is Row {
  if (typeof row !== 'object' || row === null) return false
  const { key, object, operation, fields } = row as Record<string, unknown>
  const named = typeof key === 'string' && key !== '' && typeof object === 'string'
  if (operation === 'remove') return named
  return named && operation === 'upsert' && typeof fields === 'object' && fields !== null
}
