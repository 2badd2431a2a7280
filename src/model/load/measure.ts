import type { Expression, Formula } from '../expression.ts'
import { measureKinds } from '../kinds/index.ts'
import type { MeasureKind } from '../kinds/kind.ts'
import type { Measure } from '../model.ts'
import { parseExpression } from '../parse/expression.ts'
import { parseFormula } from '../parse/formula.ts'
import type { ValueName } from '../values.ts'
import type { Directive } from './directive.ts'
import { fieldBase, valueType, type RawField } from './field.ts'
import { fault, faultIn, listed, type Draft, type Loading } from './loading.ts'
import { reachAll } from './reference.ts'

/** A measure; all dimensions and links of all models are known by now. */
export function readMeasure(
  loading: Loading,
  draft: Draft,
  raw: RawField,
  measure: Directive,
): Measure | undefined {
  refuseOthers(loading, raw)
  const type = valueType(loading, raw)
  const kind = chooseKind(loading, raw, measure)
  if (!type || !kind) return undefined
  const of = readOperand(loading, draft, kind, measure)
  const where = readWhere(loading, draft, kind, measure)
  if (!of || where === 'broken') return undefined
  checkType(loading, raw, kind, type.type, of.type)
  const unit = measure.texts.get('unit')?.value
  return Object.freeze({
    is: 'measure',
    ...fieldBase(loading, raw),
    type: type.type,
    kind: kind.name,
    computation: Object.freeze(kind.compute(of.value, where, of.text)),
    ...(unit !== undefined && { unit }),
  })
}

function refuseOthers(loading: Loading, { name, directives }: RawField): void {
  for (const other of ['column', 'sql', 'time']) {
    const directive = directives.get(other)
    if (directive)
      fault(
        loading,
        directive.node,
        `"${name}" has both @measure and @${other}`,
        'either one',
        `Remove @${other} or @measure`,
      )
  }
}

function chooseKind(
  loading: Loading,
  { name }: RawField,
  { node, written }: Directive,
): MeasureKind | undefined {
  const chosen = Object.values(measureKinds).filter((kind) => written.has(kind.name))
  const [kind, other] = chosen
  if (kind && !other) return kind
  const what =
    kind && other
      ? `The measure "${name}" has both ${kind.name} and ${other.name}`
      : `The measure "${name}" computes nothing`
  fault(
    loading,
    node,
    what,
    `one of ${listed(Object.keys(measureKinds))}`,
    kind ? 'Remove one' : 'Say what it computes, such as @measure(count: true)',
  )
  return undefined
}

interface MeasureOperand {
  readonly value: Expression | Formula | undefined
  readonly text: string
  /** Known where the expression is one reference; the warehouse tells the rest. */
  readonly type: ValueName | undefined
}

function readOperand(
  loading: Loading,
  draft: Draft,
  kind: MeasureKind,
  measure: Directive,
): MeasureOperand | undefined {
  if (kind.takes === 'true') {
    const flag = measure.flags.get(kind.name)
    if (flag && !flag.value) {
      fault(
        loading,
        flag.node,
        `${kind.name} is false`,
        `${kind.name}: true`,
        'Write true, or remove the field',
      )
    }
    return { value: undefined, text: '', type: undefined }
  }
  const text = measure.texts.get(kind.name)
  if (!text) return undefined
  const parsed = kind.takes === 'formula' ? parseFormula(text.value) : parseExpression(text.value)
  if (parsed.is === 'broken') {
    faultIn(loading, text, parsed)
    return undefined
  }
  if (!('parts' in parsed.value)) return { value: parsed.value, text: text.value, type: undefined }
  const reached = reachAll(loading, draft, text, parsed.value)
  const single = parsed.value.parts.length === 1 ? reached[0]?.dimension.type : undefined
  return { value: parsed.value, text: text.value, type: single }
}

function readWhere(
  loading: Loading,
  draft: Draft,
  kind: MeasureKind,
  measure: Directive,
): Expression | undefined | 'broken' {
  const text = measure.texts.get('where')
  if (!text) return measure.written.has('where') ? 'broken' : undefined
  if (!kind.filtered) {
    fault(
      loading,
      text.node,
      `${kind.name} cannot have a where`,
      'where beside an aggregate',
      'Put the where on the measures that it combines',
    )
    return 'broken'
  }
  const parsed = parseExpression(text.value)
  if (parsed.is === 'broken') {
    faultIn(loading, text, parsed)
    return 'broken'
  }
  reachAll(loading, draft, text, parsed.value)
  return parsed.value
}

function checkType(
  loading: Loading,
  raw: RawField,
  kind: MeasureKind,
  declared: ValueName,
  of: ValueName | undefined,
): void {
  const types = kind.types(of)
  if (types.length === 0) {
    fault(
      loading,
      raw.node.type,
      `"${raw.name}" is the ${kind.name} of a ${of}`,
      `a type that ${kind.name} can take`,
      'Choose another field or another kind',
    )
  } else if (!types.includes(declared)) {
    const what = `"${raw.name}" is declared ${raw.type.name}, which ${kind.name}${of ? ` of ${of}` : ''} cannot be`
    fault(loading, raw.node.type, what, types.join(' or '), `Write ${types[0]}`)
  }
  if (raw.type.required && !kind.neverNull) {
    const what = `"${raw.name}" is required, but ${kind.name} is null where there is nothing to compute`
    fault(loading, raw.node.type, what, `${raw.type.name} without "!"`, 'Remove the "!"')
  }
}
