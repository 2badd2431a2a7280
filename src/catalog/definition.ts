import { never } from '../base/errors.ts'
import type { Aggregation, Along, Computation, Conversion } from '../model/kinds/kind.ts'
import type { Dimension, Measure } from '../model/model.ts'
import type { FieldOrigin } from './lineage.ts'

/**
 * How a field is computed, in its author's words. Arithmetic over measures is for everybody who sees each of them; SQL,
 * which may name columns, only where `sources` are shown. Null where it names a field that isn't seen: the name alone
 * would tell that it is there.
 */
export function definitionOf({ field, whole }: FieldOrigin, sources: boolean): string | null {
  if (!whole || field.is === 'link') return null
  return field.is === 'measure' ? ofMeasure(field, sources) : ofDimension(field, sources)
}

function ofDimension({ from }: Dimension, sources: boolean): string | null {
  return from.is === 'sql' && sources ? from.expr.text : null
}

function ofMeasure({ kind, computation }: Measure, sources: boolean): string | null {
  return computation.is === 'formula' || sources ? written(kind, computation) : null
}

/** As near to the arguments of `@measure` as text can be. */
function written(kind: string, computation: Computation): string {
  switch (computation.is) {
    case 'formula':
      return computation.text
    case 'aggregate':
      return ofAggregation(kind, computation)
    case 'conversion':
      return ofConversion(computation)
    default:
      return never(computation)
  }
}

function ofAggregation(kind: string, { of, where, p, along }: Aggregation): string {
  return clauses([
    `${kind}(${of?.text ?? ''}${kind === 'percentile' ? `, ${p}` : ''})`,
    where && `where ${where.text}`,
    along && ofAlong(along),
  ])
}

function ofAlong(along: Along): string {
  switch (along.is) {
    case 'semiAdditive':
      return `${along.take.toLowerCase()} over {${along.over}}`
    case 'cumulative':
      return clauses([
        `cumulative over {${along.over}}`,
        along.window !== undefined && `window ${along.window}`,
        along.toDate !== undefined && `to date by ${along.toDate.toLowerCase()}`,
      ])
    default:
      return never(along)
  }
}

function ofConversion({ per, at, where, to, within, take }: Conversion): string {
  return clauses([
    `${take.toLowerCase()} of ${per.text} from {${at}}`,
    where && `where ${where.text}`,
    `to ${to.model} of ${to.per.text} at {${to.at}}`,
    to.where && `where ${to.where.text}`,
    `within ${within}`,
  ])
}

function clauses(parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}
