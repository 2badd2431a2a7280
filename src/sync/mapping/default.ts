import type { FieldDirective } from './directive.ts'

/** `@default(value: "unknown")`: what stands in for null. */
export const fallback: FieldDirective<{ readonly value: unknown }> = {
  name: 'default',
  check: () => undefined,
  gives: ({ value }, before) => ({
    type: before.type,
    nullable: false,
    ...(before.values ? { values: [...before.values, String(value)] } : {}),
  }),
  wrap: ({ value }, inner) => {
    const json = JSON.stringify(value)
    return (text) => {
      const written = inner(text)
      return written === 'null' ? json : written
    }
  },
}
