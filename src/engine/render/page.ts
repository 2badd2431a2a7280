import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Child, EdgePart, OrderTerm, PagePlan } from '../plan/plan.ts'
import type { PageInfoField } from '../query.ts'
import type { Source } from '../source.ts'
import { whereAll } from './clause.ts'
import type { Rendering } from './context.ts'
import { renderExpr } from './expr.ts'
import { from, hanging } from './from.ts'
import { after, orderBy } from './order.ts'
import { measuresChild } from './measures.ts'
import { json, nonceParam } from './output.ts'

/** The rows of a page, one more than its size, in order, with the columns that order them. */
function pickedRows(rendering: Rendering, plan: PagePlan): Fragment {
  const { inner, order } = plan
  const expr = (term: OrderTerm) => renderExpr(rendering, term.expr)
  const named = order.map((term) => sql`${expr(term)} as ${sql.id(term.name)}`)
  const keyset = plan.keyset
    ? [
        after(
          order,
          order.map(expr),
          plan.keyset.map((bound) => renderExpr(rendering, bound)),
        ),
      ]
    : []
  const conditions = [...matching(rendering, plan), ...keyset]
  const where = whereAll(conditions)
  const columns = sql.join([sql`${sql.id(inner.root.alias)}.*`, ...named])
  const size = sql.param({ source: plan.size, type: 'bigint' })
  return sql`select ${columns} from ${from(rendering, inner)}${where} order by ${orderBy(order, expr)} limit ${size}`
}

/** What rows of the connection satisfy, wherever its page begins. */
export function matching(rendering: Rendering, { inner, where }: PagePlan): readonly Fragment[] {
  return [...hanging(rendering, inner), ...where.map((one) => renderExpr(rendering, one))]
}

/** The picked rows with everything that hangs on them. */
export function pageFrom(rendering: Rendering, plan: PagePlan): Fragment {
  const picked = sql`(${pickedRows(rendering, plan)}) ${sql.id(plan.outer.root.alias)}`
  return sql`${from(rendering, plan.outer, picked)}${children(rendering, plan.children)}`
}

/** A term's column in the picked rows. */
export function picked(plan: PagePlan): (term: OrderTerm) => Fragment {
  return (term) => sql.id(plan.outer.root.alias, term.name)
}

/** What is computed per row beside it: joined after the rows are picked. */
export function children(rendering: Rendering, of: readonly Child[]): Fragment {
  return sql.join(
    of.map((child) => (child.is === 'page' ? pageChild(rendering, child) : measuresChild(rendering, child))),
    '',
  )
}

/** A connection below a row, as one JSON value. */
function pageChild(rendering: Rendering, { alias, plan }: Extract<Child, { is: 'page' }>): Fragment {
  const { dialect } = rendering
  const column = picked(plan)
  const nodes = plan.nodes.map((node, i) => sql`${json(rendering, node)} as ${sql.id(`node${i}`)}`)
  const rank = sql`row_number() over (order by ${orderBy(plan.order, column)}) as "rank"`
  const cursor = sql`${cursorMark(rendering, plan, column)} as "cursor"`
  const shown = isPlainList(plan) ? nodes : [rank, cursor, ...nodes]
  const rows = sql`select ${sql.join(shown)} from ${pageFrom(rendering, plan)}`
  const entries = plan.fields.map((field) => {
    const value = fieldOf(rendering, plan, field)
    return { key: field.as, value }
  })
  // Without an aggregate among the fields it would be a row for each row; "having" makes it one in any case.
  const of = showsRows(plan) ? sql` from (${rows}) "p" having true` : sql.empty
  return sql` left join lateral (select ${dialect.jsonObject(entries)} as "json"${of}) ${sql.id(alias)} on true`
}

function fieldOf(rendering: Rendering, plan: PagePlan, field: PagePlan['fields'][number]): Fragment {
  const { dialect } = rendering
  const size = sizeOf(plan)
  const kept = plan.size.more > 0 ? sql`"p"."rank" <= ${size}` : undefined
  const inOrder = isPlainList(plan)
    ? undefined
    : sql.authored(plan.backward ? '"p"."rank" desc' : '"p"."rank"')
  switch (field.is) {
    case 'nodes':
      return dialect.jsonArray(sql.id('p', `node${field.node}`), inOrder, kept)
    case 'edges':
      return dialect.jsonArray(edge(rendering, field.fields), inOrder, kept)
    case 'pageInfo':
      return dialect.jsonObject(
        field.fields.map((info) => ({ key: info.as, value: infoOf(plan, info, size, kept) })),
      )
    case 'totalCount':
      return total(rendering, plan)
    case 'typename':
      return sql`${sql.literal(field.name)}::text`
  }
}

function edge({ dialect }: Rendering, fields: readonly EdgePart[]): Fragment {
  return dialect.jsonObject(
    fields.map((field) => {
      if (field.is === 'node') return { key: field.as, value: sql.id('p', `node${field.node}`) }
      if (field.is === 'cursor') return { key: field.as, value: sql`"p"."cursor"` }
      return { key: field.as, value: sql`${sql.literal(field.name)}::text` }
    }),
  )
}

function infoOf(plan: PagePlan, info: PageInfoField, size: Fragment, kept: Fragment | undefined): Fragment {
  const filter = kept ? sql` filter (where ${kept})` : sql.empty
  const more = sql`(count(*) > ${size})`
  const continued = sql.authored(plan.continued ? 'true' : 'false')
  const end = (last: boolean) =>
    sql`(array_agg("p"."cursor" order by "p"."rank"${sql.authored(last ? ' desc' : '')})${filter})[1]`
  switch (info.is) {
    case 'hasNextPage':
      return plan.backward ? continued : more
    case 'hasPreviousPage':
      return plan.backward ? more : continued
    case 'startCursor':
      return end(plan.backward)
    case 'endCursor':
      return end(!plan.backward)
    case 'typename':
      return sql`${sql.literal(info.name)}::text`
  }
}

/**
 * Whether rows come out in the order that they were picked in and all of them are shown: then they need no rank. What
 * is joined onto them afterwards may shuffle them.
 */
function isPlainList({ fields, outer, children, backward }: PagePlan): boolean {
  const list = fields.every(({ is }) => is === 'nodes' || is === 'totalCount' || is === 'typename')
  return list && outer.joins.length === 0 && children.length === 0 && !backward
}

/** Whether a connection's rows are needed, or only how many there are. */
export function showsRows({ fields }: PagePlan): boolean {
  return fields.some(({ is }) => is === 'nodes' || is === 'edges' || is === 'pageInfo')
}

/** How many rows match, whatever the page. */
export function total(rendering: Rendering, plan: PagePlan): Fragment {
  const conditions = matching(rendering, plan)
  const where = whereAll(conditions)
  return sql`(select count(*)::int from ${from(rendering, plan.inner)}${where})`
}

function sizeOf({ size }: PagePlan): Fragment {
  const source: Source = { ...size, more: 0 }
  return sql.param({ source, type: 'bigint' })
}

// A cursor is signed where the key is, not in the warehouse: a marked list goes out, and is sealed on the way.
function cursorMark({ dialect }: Rendering, plan: PagePlan, column: (term: OrderTerm) => Fragment): Fragment {
  const purpose = sql`${sql.literal(plan.purpose)}::text`
  const values = plan.order.map((term) => dialect.text(column(term), term.type))
  return dialect.jsonList([nonceParam(), purpose, ...values])
}
