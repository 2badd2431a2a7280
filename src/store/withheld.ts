import { storeFault } from './fault.ts'
import { laneKey } from './leases.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * What a guard once stopped stays stopped. A share of the records wears off by itself: each new record that is delivered
 * raises what is known, until what was too much is so no more, and nobody has looked at it.
 */

/** Holds what a guard stopped in an earlier run and is still to be done. @returns how many, by guard */
export async function holdAgain({ client, lane }: Snapshot): Promise<ReadonlyMap<string, number>> {
  const held = await client
    .query<{ guard: string; count: number }>(
      `with again as (
         update diff d set held = w.guard from sluice.withheld w
         where w.sync = $1 and w.tenant = $2 and w.key = d.key and w.kind = d.verdict
         returning w.guard)
       select guard, count(*)::int as count from again group by guard`,
      laneKey(lane),
    )
    .catch(storeFault)
  return new Map(held.rows.map(({ guard, count }) => [guard, count]))
}

/** Somebody has approved what is held: nothing of it stays so. */
export async function approveWithheld({ client, lane }: Snapshot): Promise<void> {
  await client
    .query(
      `delete from sluice.withheld w using diff d
       where w.sync = $1 and w.tenant = $2 and d.held is not null and d.key = w.key and d.verdict = w.kind`,
      laneKey(lane),
    )
    .catch(storeFault)
}

// Gone is a change only where that is certain: the record is in the read again and as the far side has it, or the
// far side has it no more. A record that fails its mapping meanwhile, or that has left the read, is still to change.
const forget = `
delete from sluice.withheld using (
  select w.key, w.kind from sluice.withheld w
  left join sluice.ledger l on l.sync = $1 and l.tenant = $2 and l.key = w.key
  left join staging s on s.key = w.key
  left join diff d on d.key = w.key
  where w.sync = $1 and w.tenant = $2
    and (l.key is null or s.key is not null and (w.kind = 'remove' or d.verdict is null))) gone
where withheld.sync = $1 and withheld.tenant = $2 and withheld.key = gone.key and withheld.kind = gone.kind`

const remember = `
insert into sluice.withheld (sync, tenant, key, kind, guard, run)
select $1, $2, key, verdict, held, $3 from diff where held = any($4) and verdict in ('update', 'remove')
on conflict (sync, tenant, key, kind) do nothing`

/** Remembers what `guards` stopped in this read, and forgets what has gone away by itself. */
export async function keepWithheld(
  { client, lane }: Snapshot,
  run: string,
  guards: readonly string[],
): Promise<void> {
  try {
    await client.query(forget, laneKey(lane))
    await client.query(remember, [...laneKey(lane), run, guards])
  } catch (error) {
    storeFault(error)
  }
}
