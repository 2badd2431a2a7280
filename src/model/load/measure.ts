import { measureKinds } from '../kinds/index.ts'
import type { MeasureKind, MeasureParts } from '../kinds/kind.ts'
import type { Measure } from '../model.ts'
import { readAlong } from './along.ts'
import type { Directive } from './directive.ts'
import { readEvents } from './events.ts'
import { fieldBase, valueType, type RawField } from './field.ts'
import { fault, listed, type Draft, type Loading } from './loading.ts'
import { readBeside, readOperand, readWhere, type PartReader } from './operand.ts'
import { refusePii } from './pii.ts'
import { checkResult } from './result.ts'

const readers: readonly PartReader[] = [readOperand, readEvents, readWhere, readBeside, readAlong]

/** A measure; all dimensions and links of all models are known by now. */
export function readMeasure(
  loading: Loading,
  draft: Draft,
  raw: RawField,
  measure: Directive,
): Measure | undefined {
  refuseOthers(loading, raw)
  refusePii(loading, raw, 'measure')
  if (measure.exact.get('overMasked')?.value === 'COMPUTE') draft.computed.add(raw.name)
  const type = valueType(loading, raw)
  const kind = chooseKind(loading, raw, measure)
  if (!type || !kind) return undefined
  const found = readers.map((read) => read({ loading, draft, kind, measure }))
  if (found.includes(undefined)) return undefined
  const parts: MeasureParts = Object.assign({ text: '' }, ...found)
  const computation = Object.freeze(kind.compute(parts))
  checkResult(loading, raw, type.type, kind, parts.type, computation)
  const unit = measure.texts.get('unit')?.value
  return Object.freeze({
    is: 'measure',
    ...fieldBase(loading, raw),
    type: type.type,
    kind: kind.name,
    computation,
    clears: [],
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
