import { alongKinds, measureTypes } from '../kinds/index.ts'
import type { Along, Computation, MeasureKind } from '../kinds/kind.ts'
import type { ValueName } from '../values.ts'
import type { RawField } from './field.ts'
import { fault, type Loading } from './loading.ts'

/** Checks that a measure's declared type, and its `!`, is what its kind can hold. */
export function checkResult(
  loading: Loading,
  raw: RawField,
  declared: ValueName,
  kind: MeasureKind,
  of: ValueName | undefined,
  computation: Computation,
): void {
  const types = measureTypes(kind, of, computation)
  const along = computation.is === 'aggregate' ? computation.along : undefined
  if (types.length === 0) {
    const what = `"${raw.name}" is the ${said(kind, along)} of a ${of}`
    const expected = `a type that ${takerOf(kind, along, of)} can take`
    fault(loading, raw.node.type, what, expected, 'Choose another field or another kind')
  } else if (!types.includes(declared)) {
    const what = `"${raw.name}" is declared ${raw.type.name}, which ${said(kind, along)}${of ? ` of ${of}` : ''} cannot be`
    fault(loading, raw.node.type, what, types.join(' or '), `Write ${types[0]}`)
  }
  if (raw.type.required && !kind.neverNull(computation)) {
    const what = `"${raw.name}" is required, but ${kind.name} is null where there is nothing to compute`
    fault(loading, raw.node.type, what, `${raw.type.name} without "!"`, 'Remove the "!"')
  }
}

function said(kind: MeasureKind, along: Along | undefined): string {
  return along?.is === 'semiAdditive' && along.take === 'AVG' ? `${kind.name} of the AVG` : kind.name
}

/** Who can't take such values: the way along time, which comes first, or the kind. */
function takerOf(kind: MeasureKind, along: Along | undefined, of: ValueName | undefined): string {
  if (!along || of === undefined || alongKinds[along.is].aggregated(along, of) !== undefined) return kind.name
  return along.is
}
