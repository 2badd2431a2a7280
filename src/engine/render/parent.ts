import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Frame } from '../plan/frame.ts'
import type { Rendering } from './context.ts'
import { tenantOf } from './own.ts'

/** What of a frame's rows must equal what of the parent's, for a grouping over all parents. */
export function parentKeys(
  { viewer: { scope } }: Rendering,
  frame: Frame,
): readonly { readonly inside: Fragment; readonly outside: Fragment }[] {
  const { parent } = frame
  if (!parent) return []
  const owner = scope === 'operator' ? tenantOf(frame.root) : undefined
  const above = parent.table.owner
  const parentOwner = scope === 'operator' && above ? tenantOf(above) : undefined
  return [
    ...parent.on.map(({ here, there }) => ({
      inside: sql.id(parent.hook.alias, there),
      outside: sql.id(parent.table.alias, here),
    })),
    ...(owner && parentOwner ? [{ inside: owner, outside: parentOwner }] : []),
  ]
}
