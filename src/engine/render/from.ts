import { sql, type Fragment } from '../../sql/fragment.ts'
import type { Frame } from '../plan/frame.ts'
import type { Rendering } from './context.ts'
import { leftJoins, sameTenant } from './join.ts'
import { equal } from './own.ts'
import { scan } from './scan.ts'

/** A frame's root and everything joined to it. `root` replaces the root's scan where a subquery hands out its rows. */
export function from(rendering: Rendering, frame: Frame, root?: Fragment): Fragment {
  const head = root ?? scan(rendering, frame.root)
  return sql`${head}${leftJoins(rendering, frame, scan)}`
}

/** How a frame's root hangs on a row of the frame above it; nothing for a frame of its own. */
export function hanging(rendering: Rendering, frame: Frame): readonly Fragment[] {
  if (!frame.parent) return []
  const { table, hook, on } = frame.parent
  const linked = on.length > 0 ? [equal(on, table.alias, hook.alias)] : []
  return [...linked, ...sameTenant(rendering, table, frame.root)]
}
