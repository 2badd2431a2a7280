import { never } from '../../base/errors.ts'
import { sql, type Fragment } from '../../sql/fragment.ts'
import type { BoundType, Expr } from '../plan/expr.ts'
import type { WeekDay } from '../query.ts'
import type { Source } from '../source.ts'
import type { Rendering } from './context.ts'
import { from, hanging } from './from.ts'
import { digest, masked } from './masked.ts'
import { number } from './number.ts'
import { tenantOf } from './own.ts'
import { beyond, window } from './window.ts'
import { GROUPED } from '../plan/setting.ts'

/** How many days before Monday a week begins. */
const weekStarts: Readonly<Record<WeekDay, number>> = {
  MONDAY: 0,
  SUNDAY: 1,
  SATURDAY: 2,
  FRIDAY: 3,
  THURSDAY: 4,
  WEDNESDAY: 5,
  TUESDAY: 6,
}

/** An expression of a plan as SQL. */
export function renderExpr(rendering: Rendering, expr: Expr): Fragment {
  const { dialect } = rendering
  const inner = (of: Expr) => renderExpr(rendering, of)
  const optional = (of: Expr | undefined) => (of ? inner(of) : undefined)
  switch (expr.is) {
    case 'column':
      return sql.id(expr.table.alias, expr.column)
    case 'output':
      return sql.id(expr.of, expr.name)
    case 'authored':
      return authored(expr.parts.map((part) => (typeof part === 'string' ? sql.authored(part) : inner(part))))
    case 'bound': {
      const type = castOf(rendering, expr.type, expr.many)
      return sql.param({ source: expr.source, ...(type ? { type } : {}) })
    }
    case 'compare':
      return sql`(${dialect.compare(expr.operator, inner(expr.left), expr.right.map(inner))})`
    case 'missing':
      return sql`(${inner(expr.of)} is null)`
    case 'entity': {
      const owner = rendering.viewer.scope === 'operator' ? tenantOf(expr.table) : undefined
      const of = inner(expr.of)
      // A null is no entity, whoever's it is.
      return owner ? sql`(case when ${of} is not null then ${dialect.tuple([owner, of])} end)` : of
    }
    case 'present':
      return sql`(case when ${inner(expr.key)} is not null then ${inner(expr.of)} end)`
    case 'all':
      return expr.of.length === 0 ? sql`true` : sql`(${sql.join(expr.of.map(inner), ' and ')})`
    case 'any':
      return expr.of.length === 0 ? sql`false` : sql`(${sql.join(expr.of.map(inner), ' or ')})`
    case 'not':
      // What is unknown (null) is not true, so its opposite is: a row is on one side or the other.
      return sql`((${inner(expr.of)}) is not true)`
    case 'masked':
      return masked(rendering, expr, inner(expr.of))
    case 'digest':
      return digest(rendering, inner(expr.of), expr.purpose)
    case 'exists':
      return exists(rendering, expr)
    case 'truncate': {
      return dialect.truncate(expr.grain, inner(expr.of), expr.type, inner(expr.zone), startsOf(expr))
    }
    case 'shift':
      return dialect.shift(
        inner(expr.of),
        inner(expr.by),
        expr.sign,
        expr.type,
        inner(expr.zone),
        along(expr.by),
      )
    case 'instant':
      return dialect.instant(inner(expr.of), inner(expr.zone))
    case 'aggregate':
      return dialect.aggregate(expr.fn, optional(expr.of), optional(expr.where), expr.p)
    case 'first':
      return dialect.first(inner(expr.of), inner(expr.orderBy), expr.direction, optional(expr.where))
    case 'at':
      return sql`(select ${sql.id(expr.name)} from ${sql.id(GROUPED)} where "set" = ${number(expr.set)})`
    case 'window':
      return window(inner, expr)
    case 'beyond':
      return beyond(dialect, inner, expr)
    case 'number':
      return sql.authored(expr.text)
    case 'null':
      return sql`null`
    case 'negate':
      return sql`(- ${inner(expr.of)})`
    case 'binary':
      if (expr.op === '/') return dialect.divide(inner(expr.left), inner(expr.right))
      return sql`(${inner(expr.left)} ${sql.authored(expr.op)} ${inner(expr.right)})`
    case 'call':
      return call(expr.fn, expr.args.map(inner))
    default:
      return never(expr)
  }
}

/** How many digits `round` keeps is an integer, and every number of ours has a type. */
function call(fn: string, args: readonly Fragment[]): Fragment {
  const given = fn === 'round' ? args.map((one, i) => (i === 0 ? one : sql`(${one})::int`)) : args
  return sql`${sql.authored(fn)}(${sql.join(given)})`
}

export function conjunction(rendering: Rendering, conditions: readonly Expr[]): Fragment {
  return sql.join(
    conditions.map((condition) => renderExpr(rendering, condition)),
    ' and ',
  )
}

export function startsOf({
  weekStart,
  yearStart,
}: {
  readonly weekStart: WeekDay
  readonly yearStart: number
}) {
  return { week: weekStarts[weekStart], year: yearStart }
}

/** What a duration that the plan knows is made of: then one way to move does, and the time stands there once. */
function along(by: Expr): 'calendar' | 'clock' | undefined {
  if (by.is !== 'bound') return undefined
  const text = knownText(by.source)
  if (text === undefined) return undefined
  if (text.startsWith('PT')) return 'clock'
  return text.includes('T') ? undefined : 'calendar'
}

function knownText(source: Source): string | undefined {
  if (source.is === 'literal') return source.text
  if (source.is !== 'operand' && source.is !== 'shift') return undefined
  const { operand } = source
  return operand.is === 'constant' && typeof operand.value === 'string' ? operand.value : undefined
}

function authored(parts: readonly Fragment[]): Fragment {
  return sql`(${sql.join(parts, '')})`
}

function exists(rendering: Rendering, { frame, where }: Extract<Expr, { is: 'exists' }>): Fragment {
  const conditions = sql.join([...hanging(rendering, frame), conjunction(rendering, where)], ' and ')
  return sql`exists (select 1 from ${from(rendering, frame)} where ${conditions})`
}

// Texts take the type of what they stand beside: a column may be text, an enum, a uuid or a number read as an ID.
function castOf({ dialect }: Rendering, type: BoundType, many = false): string | undefined {
  if (type === 'Duration') return undefined
  return type === 'ID' || type === 'String' || type === 'Enum' ? undefined : dialect.typeOf(type, many)
}
