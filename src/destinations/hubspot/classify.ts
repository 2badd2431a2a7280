import type { FarResponse } from '../contract.ts'
import type { Reading } from '../kit/ask.ts'
import type { Rule } from '../kit/classify.ts'
import { retryAfter } from '../kit/wait.ts'
import { bodyOf, contextOf, problemsOf, type Problem } from './body.ts'
import { untilMidnight } from './midnight.ts'

const TEN_SECONDS = 10_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Problems that every record of a batch shares, since they are the mapping's. */
const CONTRACT_CODES: ReadonlySet<string> = new Set(['PROPERTY_DOESNT_EXIST', 'READ_ONLY_VALUE'])

/** How HubSpot's answers are read. `message` is only ever shown: it changes without notice, so nothing hangs on it. */
export function reading(timezone: string): Reading {
  return { rules: rules(timezone), message: explain }
}

function rules(timezone: string): readonly Rule[] {
  return [
    // A page instead of an answer: a proxy or a login wall stood between.
    {
      status: [200, 299],
      when: (response) => response.status !== 204 && response.json === undefined,
      is: 'UNKNOWN',
    },
    {
      status: 400,
      when: sharedByAll,
      is: 'FATAL',
      cure: 'Correct the mapping: `sluice check` names the fields',
    },
    { status: 400, when: (response) => bodyOf(response).category === 'VALIDATION_ERROR', is: 'ROW' },
    {
      status: 401,
      is: 'FATAL',
      cure: 'Renew the token: a token of an installed app doesn’t expire, it was revoked',
    },
    { status: 403, is: 'FATAL', cure: 'Give the app these scopes and install it again' },
    { status: 404, is: 'FATAL', cure: 'Check the object’s name, and that the account has it' },
    { status: 409, is: 'ROW' },
    { status: 423, is: 'RETRY', afterMs: () => 2_000 },
    {
      status: 429,
      when: isDaily,
      is: 'THROTTLE',
      afterMs: (_, now) => untilMidnight(now, timezone),
    },
    { status: 429, is: 'THROTTLE', afterMs: untilWindow },
    { status: 477, is: 'THROTTLE', afterMs: untilMigrated },
  ]
}

/** Whether the day's quota, not the ten seconds', is used up. */
function isDaily(response: FarResponse): boolean {
  return bodyOf(response).policyName?.toUpperCase() === 'DAILY'
}

function sharedByAll(response: FarResponse): boolean {
  const problems = problemsOf(response)
  return problems.length > 0 && problems.every(({ code }) => code !== undefined && CONTRACT_CODES.has(code))
}

function untilWindow(response: FarResponse, now: Date): number {
  const asked = retryAfter(response.headers['retry-after'], now)
  const window = Number(response.headers['x-hubspot-ratelimit-interval-milliseconds'] ?? TEN_SECONDS)
  return Math.min(TEN_SECONDS, asked ?? (window > 0 ? window : TEN_SECONDS))
}

function untilMigrated(response: FarResponse, now: Date): number {
  return Math.min(DAY_MS, retryAfter(response.headers['retry-after'], now) ?? HOUR_MS)
}

/** The message, and the names that the rest of the body adds: scopes, properties. */
function explain(response: FarResponse): string {
  const body = bodyOf(response)
  const scopes = [body, ...problemsOf(response)].flatMap((problem) => [
    ...contextOf(problem, 'requiredGranularScopes'),
    ...contextOf(problem, 'requiredScopes'),
  ])
  const message = body.message ?? ''
  if (scopes.length > 0) return `${message} (missing scopes: ${[...new Set(scopes)].join(', ')})`
  const fields = [...new Set(problemsOf(response).flatMap((problem) => fieldOf(problem) ?? []))]
  return fields.length > 0 ? `${message} (properties: ${fields.join(', ')})` : message
}

/** The property that a problem is about. */
export function fieldOf(problem: Problem): string | undefined {
  const [named] = contextOf(problem, 'propertyName')
  if (named !== undefined) return named
  if (typeof problem.in === 'string') return problem.in
  const [inner] = Array.isArray(problem.errors) ? problem.errors : []
  return inner === undefined || inner === null ? undefined : fieldOf(inner)
}
