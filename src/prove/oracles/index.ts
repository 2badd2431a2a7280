import { canary } from './canary.ts'
import { disjoint } from './disjoint.ts'
import { interference } from './interference.ts'
import { masks } from './masks.ts'
import type { Oracle } from './oracle.ts'
import { refusal } from './refusal.ts'

/** Every oracle, the one that says most first. */
export const oracles: readonly Oracle[] = [canary, disjoint, masks, refusal, interference]
