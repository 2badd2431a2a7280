import type { SimProperty } from './properties.ts'

/** Why a value isn't taken: HubSpot's code, and a message in our words. */
export interface Refused {
  readonly code: string
  readonly message: string
  readonly property: string
}

const LONGEST = 65_536

/** What is wrong with a value for a property, as the account has it; undefined if nothing is. */
export function checkValue(
  name: string,
  value: unknown,
  known: SimProperty | undefined,
): Refused | undefined {
  const refuse = (code: string, message: string): Refused => ({ code, message, property: name })
  if (!known) return refuse('PROPERTY_DOESNT_EXIST', `There is no property "${name}"`)
  if (known.readOnly || known.calculated) return refuse('READ_ONLY_VALUE', `"${name}" can't be written`)
  if (typeof value !== 'string') return refuse('INVALID_TYPE', `"${name}" takes strings only`)
  if (value === '') return undefined
  if (value.length > LONGEST)
    return refuse('VALUE_TOO_LONG', `"${name}" is longer than ${LONGEST} characters`)
  return CHECKS[known.type](value, known)
    ? undefined
    : refuse(CODES[known.type], `"${name}" isn't a ${known.type}`)
}

const CHECKS: Readonly<Record<SimProperty['type'], (value: string, property: SimProperty) => boolean>> = {
  string: (value, { name }) => name !== 'email' || /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value),
  phone_number: () => true,
  number: (value) => /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value),
  bool: (value) => value === 'true' || value === 'false',
  date: (value) => isDay(value) || (/^-?\d+$/.test(value) && Number(value) % 86_400_000 === 0),
  datetime: (value) => /^-?\d+$/.test(value) || isInstant(value),
  enumeration: (value, { options, external }) => external || options.some((option) => option.value === value),
}

const CODES: Readonly<Record<SimProperty['type'], string>> = {
  string: 'INVALID_EMAIL',
  phone_number: 'INVALID_PHONE',
  number: 'INVALID_NUMBER',
  bool: 'INVALID_BOOLEAN',
  date: 'INVALID_DATE',
  datetime: 'INVALID_DATE',
  enumeration: 'INVALID_OPTION',
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const at = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
}

function isInstant(value: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
}
