import type { FarResponse } from '../contract.ts'

/** What may stand in an error of HubSpot's; every field may be missing. */
export interface Problem {
  readonly status?: string
  readonly category?: string
  readonly message?: string
  readonly policyName?: string
  readonly code?: string
  readonly in?: string
  readonly context?: Readonly<Record<string, readonly string[] | string>>
  readonly errors?: readonly Problem[]
}

export interface Found {
  readonly id?: string
  readonly objectWriteTraceId?: string
  readonly properties?: Readonly<Record<string, string | null>>
}

/** The body where it is an object, else an empty one: nothing is taken for granted. */
export function bodyOf(response: FarResponse): Problem & { readonly results?: unknown } {
  const { json } = response
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {}
}

export function resultsOf(response: FarResponse): readonly Found[] {
  const { results } = bodyOf(response)
  return Array.isArray(results) ? results.filter(isObject) : []
}

/** The problems of single records in an answer to a batch. */
export function problemsOf(response: FarResponse): readonly Problem[] {
  const { errors } = bodyOf(response)
  return Array.isArray(errors) ? errors.filter(isObject) : []
}

/** A list out of an error's context, e.g. `context.objectWriteTraceId`. */
export function contextOf(problem: Problem, name: string): readonly string[] {
  const found: unknown = isObject(problem.context) ? problem.context[name] : undefined
  if (typeof found === 'string') return [found]
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : []
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
