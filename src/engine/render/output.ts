import { invariant, never } from '../../base/errors.ts'
import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Output } from '../plan/plan.ts'
import type { Source } from '../source.ts'
import type { Rendering } from './context.ts'
import { renderExpr } from './expr.ts'

/** Outputs as one JSON object, built by the warehouse: no digit passes through a JavaScript number. */
export function json(rendering: Rendering, outputs: readonly Output[]): Fragment {
  const entries = outputs.map((output) => ({ key: output.as, value: jsonOf(rendering, output) }))
  return rendering.dialect.jsonObject(entries)
}

function jsonOf(rendering: Rendering, output: Output): Fragment {
  switch (output.is) {
    case 'value':
      return rendering.dialect.json(
        renderExpr(rendering, output.expr),
        output.type,
        output.zone && renderExpr(rendering, output.zone),
      )
    case 'typename':
      return sql`${sql.literal(output.name)}::text`
    case 'object': {
      const object = json(rendering, output.outputs)
      if (!output.table) return object
      const key = output.table.model.key[0]
      invariant(key, 'every model has a key')
      return sql`case when ${sql.id(output.table.alias, key)} is not null then ${object} end`
    }
    case 'hop': {
      const key = rendering.dialect.text(renderExpr(rendering, output.key), 'String')
      const mark = rendering.dialect.jsonList([nonceParam(), sql.literal(`>${output.index}`), key])
      return sql`case when ${key} is not null then ${mark} end`
    }
    case 'child':
      return sql.id(output.child.alias, 'json')
    default:
      return never(output)
  }
}

/** Marks what PostgreSQL leaves for us to fill in; unguessable, so that no data can pass for it. */
export function nonceParam(): Fragment {
  const nonce: Source = { is: 'nonce' }
  return sql.param({ source: nonce, type: 'text' })
}
