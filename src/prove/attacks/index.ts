import type { Attack } from './attack.ts'
import { givenArguments } from './arguments.ts'
import { catalog } from './catalog.ts'
import { combinations } from './combinations.ts'
import { cursors } from './cursors.ts'
import { dashboards } from './dashboards.ts'
import { doors } from './doors.ts'
import { errors } from './errors.ts'
import { exports } from './exports.ts'
import { hidden } from './hidden.ts'
import { lookups } from './lookups.ts'
import { selections } from './selections.ts'
import { stored } from './stored.ts'

/** Every kind of attack through the API, in the order in which they are tried. */
export const attacks: readonly Attack[] = [
  selections,
  lookups,
  cursors,
  doors,
  catalog,
  stored,
  dashboards,
  exports,
  givenArguments,
  hidden,
  combinations,
  errors,
]
