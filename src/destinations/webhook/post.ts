import type { Batch, FarResponse, FarSide, Outcome } from '../contract.ts'
import { ask } from '../kit/ask.ts'
import { bisect, type Part } from '../kit/bisect.ts'
import { all, join, type Answered } from '../kit/outcomes.ts'
import { words } from '../kit/words.ts'
import { reading } from './classify.ts'
import type { WebhookSettings } from './settings.ts'
import { sign } from './signature.ts'

/** Posts a signed JSON array; a refusal of the whole is cut down to the record that caused it. */
export function post(far: FarSide<WebhookSettings>, batch: Batch): Promise<readonly Outcome[]> {
  return bisect(batch, (part) => postPart(far, part))
}

async function postPart(far: FarSide<WebhookSettings>, part: Batch): Promise<Part> {
  const { secret, headers } = far.settings
  const body = bodyOf(part)
  const reply = await ask(far, reading, {
    method: 'POST',
    url: '',
    headers: {
      ...headers,
      'content-type': 'application/json',
      'idempotency-key': part.operationId,
      'x-signature': sign(secret, body, far.clock.now()),
    },
    body,
  })
  switch (reply.is) {
    case 'failed':
      return { is: 'answered', outcomes: all(part.changes, reply.outcome) }
    case 'refused':
      return { is: 'refused', because: refusal(reply.response) }
    case 'ok':
      return { is: 'answered', outcomes: read(part, reply.response) }
  }
}

/** `[{"key", "object", "operation", "fields"}, …]` */
function bodyOf({ object, operation, changes }: Batch): string {
  const about = `"object":${JSON.stringify(object)},"operation":"${operation}"`
  const records = changes.map((change) => {
    // On removal the key is all that is sure; what else is known is nobody's business any more.
    const fields = operation === 'upsert' ? `,"fields":${change.json ?? JSON.stringify(change.fields)}` : ''
    return `{"key":${JSON.stringify(change.key)},${about}${fields}}`
  })
  return `[${records.join(',')}]`
}

function refusal(response: FarResponse): Outcome {
  return {
    is: 'rejected',
    reason: words(reading.message(response), `The receiver answered ${response.status}`),
    code: String(response.status),
  }
}

/** Rows where the receiver tells of rows; otherwise its 2xx speaks for the batch. */
function read(part: Batch, { json, status }: FarResponse): readonly Outcome[] {
  const results = typeof json === 'object' && json !== null && 'results' in json ? json.results : undefined
  if (!Array.isArray(results)) {
    return status === 207
      ? all(part.changes, { is: 'unknown', reason: 'The receiver announced results and sent none' })
      : all(part.changes, { is: 'delivered', confirmed: 'BATCH' })
  }
  return join(part.changes, answers(part, results))
}

function* answers(part: Batch, results: readonly unknown[]): Generator<Answered> {
  const places = new Map(part.changes.map(({ key }, at) => [key, at]))
  for (const result of results) {
    if (typeof result !== 'object' || result === null) continue
    const { id, status, error } = result as { id?: unknown; status?: unknown; error?: unknown }
    if (typeof id !== 'string' && typeof id !== 'number') continue
    yield { at: places.get(String(id)), outcome: fate(status, error) }
  }
}

const DONE: ReadonlySet<unknown> = new Set([
  'ok',
  'delivered',
  'success',
  'created',
  'updated',
  'removed',
  'unchanged',
])
const LATER: ReadonlySet<unknown> = new Set(['retry', 'busy', 408, 425, 429])

/** `status` is a word or an HTTP status; one that isn't known says nothing. */
function fate(status: unknown, error: unknown): Outcome {
  if (DONE.has(status) || within(status, 200, 299)) return { is: 'delivered', confirmed: 'ROW' }
  if (LATER.has(status) || within(status, 500, 599)) {
    return { is: 'retry', reason: words(error, 'The receiver asked for this record later') }
  }
  if (status === 'rejected' || status === 'error' || within(status, 400, 499)) {
    return { is: 'rejected', reason: words(error, 'The receiver refused the record'), code: String(status) }
  }
  return { is: 'unknown', reason: 'The receiver gave a status that has no meaning here' }
}

function within(status: unknown, from: number, to: number): boolean {
  return typeof status === 'number' && status >= from && status <= to
}
