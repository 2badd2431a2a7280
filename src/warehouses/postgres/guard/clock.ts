import type { ClientBase } from 'pg'
import { systemClock, type Clock } from '../../../base/clock.ts'
import { SKEW_SECONDS } from '../context.ts'
import type { Gap } from './gap.ts'

/** A context tells the time at which it ends: clocks that run apart refuse good ones, or take old ones for good. */
export async function clockGaps(client: ClientBase, clock: Clock = systemClock): Promise<readonly Gap[]> {
  const { rows } = await client.query<{ theirs: number }>(
    'select extract(epoch from clock_timestamp())::float8 as theirs',
  )
  const apart = Math.round(Number(rows[0]?.theirs) - clock.now().getTime() / 1000)
  if (Math.abs(apart) <= SKEW_SECONDS / 2) return []
  const way = apart > 0 ? 'ahead of' : 'behind'
  return [
    {
      group: 'signed context',
      what: `The warehouse's clock is ${Math.abs(apart)} seconds ${way} this machine's`,
      why: 'a context that is signed here ends by the clock there',
      sql: [],
      cure: `Let both keep time by NTP; they may be ${SKEW_SECONDS / 2} seconds apart`,
    },
  ]
}
