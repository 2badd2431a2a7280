import { findRejects, releaseRejects, type RejectFilter } from '../../store/rejects.ts'
import { audit } from '../../store/audit.ts'
import type { Command, Given } from '../command.ts'
import { counted } from '../counted.ts'
import { pastName } from '../house.ts'
import { table } from '../output.ts'
import type { Wiring } from '../wiring.ts'

const filters = [
  { flags: '--tenant <T>', about: 'of one tenant' },
  { flags: '--key <K>', about: 'of one record' },
]

export const rejects: Command = {
  name: 'rejects',
  about: 'Records that the mapping or the far side refused, with the reason',
  takes: [{ name: '[NAME]', about: 'the sync; all of them if left out' }],
  options: filters,
  examples: [
    ['sluice rejects AccountHealth', 'a table'],
    ['sluice rejects AccountHealth --json', 'a JSON array'],
  ],
  async run({ wiring, output }, given) {
    const rooms = wiring()
    const found = await findRejects(await rooms.store(), await filterOf(rooms, given))
    if (output.json) return output.document(found)
    if (found.length === 0) return output.note('Nothing is rejected')
    const rows = found.map(({ sync, tenant, key, state, field, reason, at }) => [
      sync,
      tenant,
      key,
      state,
      field,
      reason,
      at.toISOString().slice(0, 19).replace('T', ' '),
    ])
    output.answer(table(['sync', 'tenant', 'key', 'state', 'field', 'reason', 'at'], rows))
  },
}

export const retry: Command = {
  name: 'retry',
  about: 'Lets the next run send rejected records again',
  takes: [{ name: 'NAME', about: 'the sync, or its file’s name' }],
  options: filters,
  examples: [
    ['sluice retry AccountHealth', 'all of its rejects'],
    ['sluice retry AccountHealth --key acme', 'one record'],
  ],
  async run({ wiring, output }, given) {
    const rooms = wiring()
    const store = await rooms.store()
    const filter = await filterOf(rooms, given)
    const released = await releaseRejects(store, filter)
    await audit(store, {
      actor: 'cli',
      action: 'sync.retry',
      tenant: filter.tenant ?? null,
      details: { sync: filter.sync, released },
    })
    if (output.json) output.document({ released })
    else
      output.note(
        `${counted(released, 'record')} will be sent again by the next run: sluice sync ${filter.sync}`,
      )
  },
}

async function filterOf(rooms: Wiring, { args: [typed], options }: Given): Promise<RejectFilter> {
  const sync = await pastName(rooms, typed)
  const { tenant, key } = options as { tenant?: string; key?: string }
  return {
    ...(sync !== undefined && { sync }),
    ...(tenant !== undefined && { tenant }),
    ...(key !== undefined && { key }),
  }
}
