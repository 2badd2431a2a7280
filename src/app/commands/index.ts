import type { Command } from '../command.ts'
import { audit } from './audit.ts'
import { check } from './check.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { guard } from './guard.ts'
import { init } from './init.ts'
import { key } from './key.ts'
import { plan } from './plan.ts'
import { prove } from './prove.ts'
import { rejects, retry } from './rejects.ts'
import { runs } from './runs.ts'
import { sandbox } from './sandbox.ts'
import { schema } from './schema.ts'
import { serve } from './serve.ts'
import { sync } from './sync.ts'
import { tenant } from './tenant.ts'
import { token } from './token.ts'

/** In the order in which help shows them. */
export const commands: readonly Command[] = [
  demo,
  init,
  check,
  schema,
  guard,
  prove,
  serve,
  token,
  tenant,
  key,
  plan,
  sync,
  runs,
  rejects,
  retry,
  sandbox,
  audit,
  doctor,
]
