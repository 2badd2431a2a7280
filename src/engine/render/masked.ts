import { invariant, never } from '../../base/errors.ts'
import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Expr } from '../plan/expr.ts'
import type { Source } from '../source.ts'
import type { Rendering } from './context.ts'

/** What stands for a value that the viewer isn't cleared for; null stays null. */
export function masked(
  rendering: Rendering,
  { pii: { kind, mask }, field }: Extract<Expr, { is: 'masked' }>,
  of: Fragment,
): Fragment {
  const { dialect } = rendering
  switch (mask) {
    case 'PARTIAL':
      return dialect.partial(kind, of)
    case 'HASH':
      return digest(rendering, of, `hash:${kind}`)
    case 'TOKEN':
      return dialect.token(of, ...pads(rendering, `token:${field}`))
    case 'NULL':
      // A null of the value's own type, which only the warehouse knows.
      return sql`(case when false then ${of} end)`
    case 'NONE':
      invariant(false, `${field} is no secret`)
    default:
      return never(mask)
  }
}

/** Keyed for the tenant and `purpose`. */
export function digest(rendering: Rendering, of: Fragment, purpose: string): Fragment {
  return rendering.dialect.digest(of, ...pads(rendering, purpose))
}

/** One parameter however often a key is read, so that what is grouped by it is the same expression everywhere. */
function pads({ pads: known }: Rendering, purpose: string): [inner: Fragment, outer: Fragment] {
  const pad = (side: 'inner' | 'outer') => {
    const source: Source = { is: 'pad', side, purpose }
    const name = JSON.stringify([side, purpose])
    const param = known.get(name) ?? { source }
    known.set(name, param)
    return sql.param(param)
  }
  return [pad('inner'), pad('outer')]
}
