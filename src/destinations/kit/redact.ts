import type { ZodType } from 'zod'

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
