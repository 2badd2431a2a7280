import type { Attack } from './attack.ts'
import { catalog } from './catalog.ts'
import { combining } from './combining.ts'
import { cursors } from './cursors.ts'
import { dashboards } from './dashboards.ts'
import { doors } from './doors.ts'
import { exports } from './exports.ts'
import { extremes } from './extremes.ts'
import { giving } from './giving.ts'
import { hidden } from './hidden.ts'
import { lookups } from './lookups.ts'
import { selecting } from './selecting.ts'
import { stored } from './stored.ts'

/** Every kind of attack through the API, in the order in which they are tried. */
export const attacks: readonly Attack[] = [
  selecting,
  lookups,
  cursors,
  doors,
  catalog,
  stored,
  dashboards,
  exports,
  giving,
  hidden,
  combining,
  extremes,
]
