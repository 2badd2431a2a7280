import { sql, type Fragment } from '../../sql/fragment.ts'
import type { ListPlan, Output, PagePlan, ValueOutput } from '../plan/plan.ts'
import type { Source } from '../source.ts'
import type { Rendering } from './context.ts'
import { conjunction, renderExpr } from './expr.ts'
import { from } from './from.ts'
import { orderBy } from './order.ts'
import { json } from './output.ts'
import { children, pageFrom, picked, total } from './page.ts'

/** A connection at the root: a JSON text for each selection of a row, then the texts of the columns that order it. */
export function renderPage(rendering: Rendering, plan: PagePlan): Fragment {
  const column = picked(plan)
  const nodes = plan.nodes.map((node) => sql`${json(rendering, node)}::text`)
  const keys = plan.order.map((term) => rendering.dialect.text(column(term), term.type))
  return sql`select ${sql.join([...nodes, ...keys])} from ${pageFrom(rendering, plan)} order by ${orderBy(plan.order, column)}`
}

/** One row, one column: how many rows match. */
export function renderTotal(rendering: Rendering, plan: PagePlan): Fragment {
  return sql`select ${total(rendering, plan)}::text`
}

/** A look-up by key: the row as one JSON text, or no row. */
export function renderOne(rendering: Rendering, plan: ListPlan): Fragment {
  return sql`select ${json(rendering, plan.outputs)}::text ${listFrom(rendering, plan)}`
}

/** Rows by one column: its text, then the row as one JSON text. */
export function renderLookUp(rendering: Rendering, plan: ListPlan, by: string): Fragment {
  const key = sql.id(plan.frame.root.alias, by)
  const keys: Source = { is: 'keys' }
  const selected = sql`select ${rendering.dialect.text(key, 'String')}, ${json(rendering, plan.outputs)}::text`
  return sql`${selected} ${listFrom(rendering, plan)} where ${rendering.dialect.compare('in', key, [sql.param({ source: keys })])}`
}

/** Every row, a column of text for each value that is selected, in the order of `columnsOf`. */
export function renderList(rendering: Rendering, plan: ListPlan): Fragment {
  return sql`select ${listColumns(rendering, plan.outputs)} ${listFrom(rendering, plan)}${listEnd(rendering, plan)}`
}

/** A text for each value that is selected, in the order of `columnsOf`. */
export function listColumns(rendering: Rendering, outputs: readonly Output[]): Fragment {
  const columns = columnsOf(outputs).map(({ value: { expr, type, zone } }) => {
    const rendered = renderExpr(rendering, expr)
    // An instant in a zone is text in JSON too.
    return zone
      ? rendering.dialect.json(rendered, type, renderExpr(rendering, zone))
      : rendering.dialect.text(rendered, type)
  })
  return sql.join(columns)
}

/** Every row as one JSON text, like a node of the API. */
export function renderJsonList(rendering: Rendering, plan: ListPlan): Fragment {
  return sql`select ${json(rendering, plan.outputs)}::text ${listFrom(rendering, plan)}${listEnd(rendering, plan)}`
}

/** The values below `outputs`, flat, each with its response path. */
export function columnsOf(
  outputs: readonly Output[],
  above: readonly string[] = [],
): readonly { readonly path: readonly string[]; readonly value: ValueOutput }[] {
  return outputs.flatMap((output) => {
    const path = [...above, output.as]
    if (output.is === 'value') return [{ path, value: output }]
    return output.is === 'object' ? columnsOf(output.outputs, path) : []
  })
}

function listEnd(rendering: Rendering, { order, first }: ListPlan): Fragment {
  const terms = orderBy(order, (term) => renderExpr(rendering, term.expr))
  const sorted = order.length > 0 ? sql` order by ${terms}` : sql.empty
  if (!first) return sorted
  const source: Source = { is: 'operand', operand: first }
  return sql`${sorted} limit ${sql.param({ source, type: 'bigint' })}`
}

function listFrom(rendering: Rendering, plan: ListPlan): Fragment {
  const condition = plan.where.length > 0 ? sql` where ${conjunction(rendering, plan.where)}` : sql.empty
  return sql`from ${from(rendering, plan.frame)}${children(rendering, plan.children)}${condition}`
}
