import { Kind, type ValueNode } from 'graphql'
import { never } from '../../base/errors.ts'
import { acceptDuration } from '../accept/duration.ts'
import { acceptDecimal } from '../accept/numbers.ts'
import type { ArgumentForm } from '../argument.ts'
import { nearest } from '../nearest.ts'
import { operandKinds } from '../operands.ts'
import type { Text } from './loading.ts'

/** A value of an argument that has the right form. `exact` is canonical text: of a number every digit that was written. */
export type Form =
  | { readonly is: 'text'; readonly text: Text }
  | { readonly is: 'names'; readonly names: readonly Text[] }
  | { readonly is: 'flag'; readonly flag: boolean }
  | { readonly is: 'exact'; readonly exact: string }

/** @returns undefined where the value has another form; objects are read by their own rules */
export function readForm(value: ValueNode, form: ArgumentForm): Form | undefined {
  switch (form.type) {
    case 'text':
      return ofText(readText(value))
    case 'names':
      return ofNames((value.kind === Kind.LIST ? value.values : [value]).map(readText))
    case 'flag':
      return value.kind === Kind.BOOLEAN ? { is: 'flag', flag: value.value } : undefined
    case 'word':
      return exact(value.kind === Kind.ENUM && form.words.includes(value.value) ? value.value : undefined)
    case 'part':
      return exact(readPart(value))
    case 'count':
      return exact(readCount(value, form.least))
    case 'duration':
      return exact(readDuration(value))
    case 'zone':
      return exact(readZone(value))
    case 'object':
      return undefined
    default:
      return never(form)
  }
}

function ofText(text: Text | undefined): Form | undefined {
  return text && { is: 'text', text }
}

function ofNames(texts: readonly (Text | undefined)[]): Form | undefined {
  const names = texts.filter((text) => text !== undefined)
  return names.length === texts.length ? { is: 'names', names } : undefined
}

function exact(text: string | undefined): Form | undefined {
  return text === undefined ? undefined : { is: 'exact', exact: text }
}

function readText(value: ValueNode): Text | undefined {
  return value.kind === Kind.STRING && value.value.trim() !== ''
    ? { value: value.value, node: value }
    : undefined
}

function readPart(value: ValueNode): string | undefined {
  if (value.kind !== Kind.FLOAT && value.kind !== Kind.INT) return undefined
  const number = acceptDecimal(value.value)
  return number !== undefined && /^(?:1|0(?:\.\d+)?)$/.test(number) ? number : undefined
}

function readCount(value: ValueNode, least: number): string | undefined {
  const count = value.kind === Kind.INT ? Number(value.value) : undefined
  return count !== undefined && Number.isSafeInteger(count) && count >= least ? String(count) : undefined
}

function readDuration(value: ValueNode): string | undefined {
  const duration = value.kind === Kind.STRING ? acceptDuration(value.value) : undefined
  // Its sign goes before each number, and zero is PT0S.
  return duration === undefined || duration.includes('-') || duration === 'PT0S' ? undefined : duration
}

function readZone(value: ValueNode): string | undefined {
  if (value.kind !== Kind.STRING) return undefined
  try {
    return operandKinds.TimeZone.accept(value.value)
  } catch {
    return undefined
  }
}

/** What to say where a value has another form. */
export function expectedForm(
  value: ValueNode,
  form: ArgumentForm,
): { readonly expected: string; readonly cure: string } {
  const written = 'value' in value && typeof value.value === 'string' ? value.value : ''
  const near = nearest(written, candidates(form))
  const cure = near === undefined ? 'Correct the value' : `Write ${form.type === 'word' ? near : `"${near}"`}`
  return { expected: expected(form), cure }
}

function candidates(form: ArgumentForm): readonly string[] {
  if (form.type === 'word') return form.words
  return form.type === 'zone' ? Intl.supportedValuesOf('timeZone') : []
}

function expected(form: ArgumentForm): string {
  switch (form.type) {
    case 'text':
      return 'a text in double quotes that is not empty'
    case 'names':
      return 'a text in double quotes, or a list of them'
    case 'flag':
      return 'true or false'
    case 'part':
      return 'a number from 0 to 1, such as 0.95'
    case 'count':
      return `a whole number, ${form.least} or more`
    case 'duration':
      return 'an ISO 8601 duration longer than nothing, such as "P30D" or "PT6H"'
    case 'zone':
      return operandKinds.TimeZone.expected
    case 'word':
      return `one of ${form.words.join(', ')}, without quotes`
    case 'object':
      return `an object: {${Object.keys(form.arguments)
        .map((name) => `${name}: …`)
        .join(', ')}}`
    default:
      return never(form)
  }
}
