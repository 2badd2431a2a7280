import type { Command } from '../command.ts'
import { demo } from './demo.ts'
import { guard } from './guard.ts'
import { serve } from './serve.ts'
import { tenant } from './tenant.ts'
import { token } from './token.ts'

/** In the order in which help shows them. */
export const commands: readonly Command[] = [demo, serve, guard, token, tenant]
