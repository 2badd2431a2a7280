import { GraphQLError } from 'graphql'
import { SluiceError } from '../../base/errors.ts'
import type { Answer } from '../../engine/contract.ts'
import type { Plan } from './plans.ts'
import { RawJson } from './raw.ts'

/** Answers `__schema`, `__type` and `_catalog`, when it is time. */
export type Introspection = () => { readonly data?: Readonly<Record<string, unknown>> | null }

/** The answers under their names. A failed field is null with an error beside it; a required one takes `data` with it. */
export function join(plan: Plan, answers: readonly Answer[], introspection: Introspection) {
  failTogether(answers)
  const errors: GraphQLError[] = []
  let introspected: ReturnType<Introspection> | undefined
  let missing = false
  let next = 0
  const texts = plan.fields.map((field) => {
    if (field.is === 'constant') return field.key + field.text
    if (field.is === 'introspection') {
      introspected ??= introspection()
      return field.key + JSON.stringify(introspected.data?.[field.as] ?? null)
    }
    const answer = answers[next++]
    if (answer?.is === 'json') return field.key + answer.text
    errors.push(fieldError(field.as, answer?.error))
    missing ||= field.required
    return `${field.key}null`
  })
  const data = new RawJson(missing ? 'null' : `{${texts.join(',')}}`) as unknown as Record<string, unknown>
  return errors.length === 0 ? { data } : { errors, data }
}

// A warehouse that is away or too slow, or an answer that is too long, fails the request, not a field: the status tells clients what to do.
function failTogether(answers: readonly Answer[]): void {
  const [first] = answers
  if (first?.is !== 'failed') return
  const { kind, code } = first.error
  if (!kind.retry && code !== 'TOO_COSTLY') return
  if (answers.every((answer) => answer.is === 'failed' && answer.error.code === code)) throw first.error
}

function fieldError(as: string, error: SluiceError | undefined): GraphQLError {
  const told = error ?? new SluiceError('INTERNAL', 'The engine gave no answer for a root field')
  return new GraphQLError(told.message, { path: [as], originalError: told, extensions: { code: told.code } })
}
