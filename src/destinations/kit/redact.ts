import type { ZodType } from 'zod'
import { SluiceError, type ErrorParts } from '../../base/errors.ts'
import type { Outcome } from '../contract.ts'
import { FarFault } from './fault.ts'

const HIDDEN = '[hidden]'

/** The values of all settings that are marked `.meta({ secret: true })`, at any depth. */
export function secretsOf(schema: ZodType, settings: unknown): readonly string[] {
  return [...new Set(gather(schema, settings))].filter((secret) => secret.length > 3)
}

/** Takes every secret out of a text, also where it stands encoded in a URL. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (told, secret) => told.replaceAll(secret, HIDDEN).replaceAll(encodeURIComponent(secret), HIDDEN),
    text,
  )
}

/** A far side may echo our token: no reject may hold it. Ids stay as they are, since answers are joined by them. */
export function redactOutcome(outcome: Outcome, secrets: readonly string[]): Outcome {
  if (outcome.is === 'delivered') return outcome
  const reason = redact(outcome.reason, secrets)
  return reason === outcome.reason ? outcome : { ...outcome, reason }
}

/** The error without secrets and with the place that it happened at; its cause goes too if it would tell them. */
export function redactError(error: SluiceError, where: string, secrets: readonly string[]): SluiceError {
  const what = redact(error.parts.what, secrets)
  const leaks = what !== error.parts.what
  if (error instanceof FarFault) {
    if (!leaks) return error
    return new FarFault(what, error.applied, error.afterMs === undefined ? {} : { afterMs: error.afterMs })
  }
  if (!leaks && error.parts.where !== undefined) return error
  const { cause: _, ...parts } = error.parts
  const told: ErrorParts = { where, ...parts, what }
  return new SluiceError(error.code, leaks ? told : { ...told, cause: error })
}

interface Definition {
  readonly shape?: Readonly<Record<string, ZodType>>
  readonly valueType?: ZodType
  readonly element?: ZodType
  readonly innerType?: ZodType
}

function gather(schema: ZodType, value: unknown): string[] {
  if (value === undefined || value === null) return []
  if (schema.meta()?.['secret'] === true) return texts(value)
  const { shape, valueType, element, innerType } = schema.def as unknown as Definition
  if (innerType) return gather(innerType, value)
  if (shape) {
    return Object.entries(shape).flatMap(([name, inner]) =>
      gather(inner, (value as Record<string, unknown>)[name]),
    )
  }
  if (valueType) return Object.values(value).flatMap((item) => gather(valueType, item))
  if (element && Array.isArray(value)) return value.flatMap((item) => gather(element, item))
  return []
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}
