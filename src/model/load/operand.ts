import { measureKinds } from '../kinds/index.ts'
import type { MeasureKind, MeasureParts } from '../kinds/kind.ts'
import { parseFormula } from '../parse/formula.ts'
import type { Directive } from './directive.ts'
import { fault, faultIn, type Draft, type Loading } from './loading.ts'
import { readValue } from './value.ts'

/** A measure whose kind is known, while its parts are read. */
export interface Reading {
  readonly loading: Loading
  readonly draft: Draft
  readonly kind: MeasureKind
  readonly measure: Directive
}

/** Reads a part of what a measure is computed from: nothing of it where it isn't written, undefined after a fault. */
export type PartReader = (reading: Reading) => Partial<MeasureParts> | undefined

/** What stands in the argument that chose the kind, where it is a text or `true`. */
export const readOperand: PartReader = ({ loading, draft, kind, measure }) => {
  if (kind.takes === 'events') return {}
  if (kind.takes === 'true') {
    const flag = measure.flags.get(kind.name)
    if (!flag) return undefined
    if (flag.value) return {}
    const cure = 'Write true, or remove the field'
    fault(loading, flag.node, `${kind.name} is false`, `${kind.name}: true`, cure)
    return undefined
  }
  const text = measure.texts.get(kind.name)
  if (!text) return undefined
  if (kind.takes === 'expression') {
    const value = readValue(loading, draft, text)
    return value && { of: value.expression, text: text.value, ...(value.type && { type: value.type }) }
  }
  const parsed = parseFormula(text.value)
  if (parsed.is === 'parsed') return { of: parsed.value, text: text.value }
  faultIn(loading, text, parsed)
  return undefined
}

export const readWhere: PartReader = ({ loading, draft, kind, measure }) => {
  const text = measure.texts.get('where')
  if (!text) return measure.written.has('where') ? undefined : {}
  if (kind.filtered) {
    const where = readValue(loading, draft, text)
    return where && { where: where.expression }
  }
  const cure = 'Put the where on the measures that it combines'
  fault(loading, text.node, `${kind.name} cannot have a where`, 'where beside an aggregate', cure)
  return undefined
}

/** Arguments that go with one kind alone, such as the `p` of a percentile. */
export const readBeside: PartReader = (reading) => {
  const found = besides.map(([name, owner]) => readOne(reading, name, owner))
  return found.includes(undefined) ? undefined : Object.assign({}, ...found)
}

const besides = Object.values(measureKinds).flatMap((kind) =>
  Object.keys(kind.beside ?? {}).map((name) => [name, kind] as const),
)

function readOne(
  { loading, kind, measure }: Reading,
  name: string,
  owner: MeasureKind,
): Partial<MeasureParts> | undefined {
  const given = measure.exact.get(name) ?? measure.texts.get(name)
  if (owner === kind) {
    if (given) return { [name]: given.value }
    if (measure.written.has(name)) return undefined
    if (!kind.beside?.[name]?.required) return {}
    const expected = `@measure(${kind.name}: …, ${name}: …)`
    fault(loading, measure.node, `${kind.name} has no "${name}"`, expected, `Add the argument "${name}"`)
    return undefined
  }
  if (!measure.written.has(name)) return {}
  const cure = `Remove "${name}", or write ${owner.name}`
  const expected = `"${name}" beside ${owner.name} alone`
  fault(loading, given?.node ?? measure.node, `"${name}" stands beside ${kind.name}`, expected, cure)
  return undefined
}
