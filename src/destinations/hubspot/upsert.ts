import type { Batch, Change, FarResponse, FarSide, Outcome } from '../contract.ts'
import { ask } from '../kit/ask.ts'
import { bisect, type Part } from '../kit/bisect.ts'
import { all, join, type Answered } from '../kit/outcomes.ts'
import { words } from '../kit/words.ts'
import { bodyOf, contextOf, problemsOf, resultsOf, type Found, type Problem } from './body.ts'
import { fieldOf, reading } from './classify.ts'
import { bearer } from './describe.ts'
import { objectPath } from './paths.ts'
import type { HubSpotSettings } from './settings.ts'
import { propertiesOf } from './wire.ts'

/** Problems that pass by themselves, though HubSpot tells them of a record. */
const PASSING: ReadonlySet<string> = new Set([
  'RATE_LIMITS',
  'RATE_LIMIT',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
])

/** Creates or updates by a unique property, and reads each record's fate by its trace id. */
export function upsert(far: FarSide<HubSpotSettings>, batch: Batch): Promise<readonly Outcome[]> {
  return bisect(batch, (part) => sendPart(far, part))
}

async function sendPart(far: FarSide<HubSpotSettings>, part: Batch): Promise<Part> {
  const inputs = part.changes.map((change, at) => ({
    idProperty: part.key,
    id: change.key,
    objectWriteTraceId: traceOf(part, at),
    properties: propertiesOf(change),
  }))
  const reply = await ask(far, reading(far.settings.timezone), {
    method: 'POST',
    url: `${objectPath(far.settings, part.object)}/batch/upsert`,
    headers: bearer(far.settings),
    body: { inputs },
  })
  switch (reply.is) {
    case 'failed':
      return { is: 'answered', outcomes: all(part.changes, reply.outcome) }
    case 'refused':
      return refused(part, reply.response)
    case 'ok':
      return answered(part, reply.response)
  }
}

function answered(part: Batch, response: FarResponse): Part {
  const outcomes = join(part.changes, answers(part, response))
  const [problem] = problemsOf(response)
  // Problems, but no word of whose: cut the batch until each stands alone.
  if (problem && part.changes.length > 1 && outcomes.every(({ is }) => is === 'unknown')) {
    return { is: 'refused', because: fate(problem) }
  }
  return { is: 'answered', outcomes }
}

/** Names the request as well as the record, so that an answer to another request joins nothing. */
function traceOf(part: Batch, at: number): string {
  return `${part.operationId}:${at}`
}

/** The whole request was refused. If the refusal names records, the others only need to be sent again. */
function refused(part: Batch, response: FarResponse): Part {
  const body = bodyOf(response)
  const named = [body, ...problemsOf(response)].flatMap((problem) => problemAnswers(part, problem))
  if (named.length > 0 && named.every(({ at }) => at !== undefined)) {
    const fates = new Map(named.map(({ at, outcome }) => [at, outcome]))
    const others: Outcome = { is: 'retry', reason: 'Another record of the batch was refused', afterMs: 0 }
    return { is: 'answered', outcomes: part.changes.map((_, at) => fates.get(at) ?? others) }
  }
  const [first] = problemsOf(response)
  return {
    is: 'refused',
    because: rejection(first ?? body, body.message ?? `HubSpot answered ${response.status}`),
  }
}

function* answers(part: Batch, response: FarResponse): Generator<Answered> {
  const keys = new Map(part.changes.map((change, at) => [folded(part.key, change.key), at]))
  for (const found of resultsOf(response)) {
    yield { at: placeOf(part, keys, found), outcome: delivered(found) }
  }
  const problems = problemsOf(response)
  for (const problem of problems) yield* problemAnswers(part, problem)
  // Alone in its request, a record needs no trace to be told apart.
  if (part.changes.length === 1 && problems.length === 1 && resultsOf(response).length === 0) {
    yield { at: 0, outcome: fate(problems[0] as Problem) }
  }
}

function delivered(found: Found): Outcome {
  const { id } = found
  return { is: 'delivered', confirmed: 'ROW', ...(typeof id === 'string' ? { farId: id } : {}) }
}

/** By trace id; by the key's value only where HubSpot left the trace id out. Never by order. */
function placeOf(part: Batch, keys: ReadonlyMap<string, number>, found: Found): number | undefined {
  if (found.objectWriteTraceId !== undefined) return traced(part, found.objectWriteTraceId)
  const value = found.properties?.[part.key]
  return typeof value === 'string' ? keys.get(folded(part.key, value)) : undefined
}

function problemAnswers(part: Batch, problem: Problem): Answered[] {
  return contextOf(problem, 'objectWriteTraceId').map((trace) => ({
    at: traced(part, trace),
    outcome: fate(problem),
  }))
}

function traced(part: Batch, trace: string): number | undefined {
  const cut = trace.lastIndexOf(':')
  if (trace.slice(0, cut) !== part.operationId) return undefined
  const at = Number(trace.slice(cut + 1))
  return Number.isInteger(at) && at >= 0 && at < part.changes.length ? at : undefined
}

function fate(problem: Problem): Outcome {
  const reason = words(problem.message, 'HubSpot refused the record')
  if (problem.category !== undefined && PASSING.has(problem.category)) return { is: 'retry', reason }
  return rejection(problem, reason)
}

function rejection(problem: Problem, otherwise: string): Outcome {
  const field = fieldOf(problem)
  const code = problem.code ?? problem.errors?.[0]?.code ?? problem.category
  return {
    is: 'rejected',
    reason: words(problem.message, words(otherwise, 'HubSpot refused the record')),
    ...(field === undefined ? {} : { field }),
    ...(typeof code === 'string' ? { code } : {}),
  }
}

/** HubSpot keeps e-mail addresses in lower case; elsewhere "A1" and "a1" are two records. */
export function folded(property: string, key: Change['key']): string {
  return property === 'email' ? key.toLowerCase() : key
}
