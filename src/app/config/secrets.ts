import type { Fault } from '../../base/fault.ts'

/** A value of the configuration that must not stand in the file itself. */
export interface Secret {
  readonly path: readonly PropertyKey[]
  readonly value: unknown
}

interface Definition {
  readonly shape?: Readonly<Record<string, Schema>>
  readonly valueType?: Schema
  readonly element?: Schema
  readonly innerType?: Schema
  readonly options?: readonly Schema[]
}
interface Schema {
  readonly def: unknown
  meta(): Readonly<Record<string, unknown>> | undefined
}

/** The secrets that a schema marks: `secret: true` is one, `secret: 'password'` an address that may have one in it. */
export function secretsIn(
  schema: Schema,
  value: unknown,
  path: readonly PropertyKey[] = [],
): readonly Secret[] {
  if (value === undefined || value === null) return []
  const mark = schema.meta()?.['secret']
  if (mark === true || (mark === 'password' && hasPassword(value))) return [{ path, value }]
  const { shape, valueType, element, innerType, options } = schema.def as Definition
  if (innerType) return secretsIn(innerType, value, path)
  if (options) return options.flatMap((option) => secretsIn(option, value, path))
  if (typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = shape ? shape[key] : (valueType ?? element)
    return inner ? secretsIn(inner, item, [...path, key]) : []
  })
}

function hasPassword(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).password !== ''
}

export function writtenOut({ path }: Secret): Pick<Fault, 'what' | 'expected' | 'cure'> {
  const variable = path.map(String).join('_').replaceAll(/\W/g, '_').toUpperCase()
  return {
    what: `\`${path.map(String).join('.')}\` holds a secret in plain text`,
    expected: 'a reference: secrets stay out of the files, and so out of version control',
    cure: `Write \${${variable}}, and set that variable in the environment`,
  }
}
