import { isReference, type Expression } from '../../model/expression.ts'
import type { Field, Source } from '../../model/model.ts'
import { CLAIMS } from '../../model/rules.ts'
import { render, sql, type Fragment, type Param } from '../../sql/fragment.ts'
import type { Bound } from './bind.ts'

/** Columns that an expression reads, by where they come from: the path of links, then the column. */
interface Reads {
  readonly from: Map<string, { readonly bound: Bound; readonly columns: Map<string, string> }>
  count: number
  /** Claims are parameters, as they are when a request runs; each is one, however often it is named. */
  readonly claims: Map<string, Param>
}

/**
 * A query that the warehouse can describe. Only referenced columns are in reach, under names that nobody writes, so
 * that a bare column name is told as unknown; and the expression stands in a WHERE too, where aggregates and window
 * functions are refused. Undefined where a column isn't there, which has been told.
 */
export function probe(
  bound: Bound,
  all: ReadonlyMap<string, Bound>,
  expression: Expression,
): string | undefined {
  const reads: Reads = { from: new Map(), count: 0, claims: new Map() }
  const value = write(bound, all, expression, [], reads)
  if (!value) return undefined
  const sources = [...reads.from.values()].map(({ bound: { model }, columns }, i) => {
    const list = [...columns].map(([column, alias]) => sql`${sql.id(column)} as ${sql.id(alias)}`)
    return sql`(select ${sql.join(list)} from ${source(model.source)}) as ${sql.id(`probe_source_${i}`)}`
  })
  const from = sources.length > 0 ? sql` from ${sql.join(sources)}` : sql.empty
  return render(sql`select (${value}) as value${from} where (${value}) is null`).text
}

function write(
  bound: Bound,
  all: ReadonlyMap<string, Bound>,
  expression: Expression,
  path: readonly string[],
  reads: Reads,
): Fragment | undefined {
  const parts = expression.parts.map((part) =>
    isReference(part) ? reference(bound, all, part.path, path, reads) : sql.authored(part),
  )
  const known = parts.filter((part) => part !== undefined)
  return known.length === parts.length ? sql.join(known, '') : undefined
}

function reference(
  bound: Bound,
  all: ReadonlyMap<string, Bound>,
  [name = '', ...rest]: readonly string[],
  path: readonly string[],
  reads: Reads,
): Fragment | undefined {
  if (name === CLAIMS && path.length === 0) return claim(rest, reads)
  const field: Field | undefined = bound.model.fields.get(name)
  if (field?.is === 'link') {
    const target = all.get(field.to)
    return target && reference(target, all, rest, [...path, name], reads)
  }
  if (field?.is !== 'dimension') return undefined
  const inner =
    field.from.is === 'column'
      ? column(bound, field.from.column, path, reads)
      : write(bound, all, field.from.expr, path, reads)
  if (!inner || field.zone === undefined) return inner && sql`(${inner})`
  // As the engine reads it: an expression over a clock with a zone is one over instants.
  return bound.warehouse.dialect.instant(inner, sql.literal(field.zone))
}

function claim([name = '']: readonly string[], { claims }: Reads): Fragment {
  const param = claims.get(name) ?? { source: { is: 'claim', name } }
  claims.set(name, param)
  return sql.param(param)
}

function column(bound: Bound, name: string, path: readonly string[], reads: Reads): Fragment | undefined {
  if (!bound.columns.has(name)) return undefined
  const at = path.join('.')
  const source = reads.from.get(at) ?? { bound, columns: new Map<string, string>() }
  reads.from.set(at, source)
  const alias = source.columns.get(name) ?? `probe_column_${reads.count++}`
  source.columns.set(name, alias)
  return sql.id(alias)
}

function source(from: Source): Fragment {
  if (from.is === 'sql') return sql`(${sql.authored(from.text)}${sql.authored('\n')}) as source`
  return from.schema === undefined ? sql.id(from.name) : sql.id(from.schema, from.name)
}
