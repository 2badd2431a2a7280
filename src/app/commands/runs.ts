import { findRuns } from '../../store/runs.ts'
import type { Command } from '../command.ts'
import { pastName } from '../house.ts'
import { table } from '../output.ts'

export const runs: Command = {
  name: 'runs',
  about: 'The runs of a sync, the latest first',
  takes: [{ name: '[NAME]', about: 'the sync; all of them if left out' }],
  options: [
    { flags: '--tenant <T>', about: 'of one tenant' },
    { flags: '--limit <N>', about: 'how many (default: 20)' },
  ],
  examples: [
    ['sluice runs AccountHealth', 'a table'],
    ['sluice runs AccountHealth --json --limit 1', 'the last run, as a JSON array of one'],
  ],
  async run({ wiring, output }, { args: [typed], options }) {
    const rooms = wiring()
    const sync = await pastName(rooms, typed)
    const store = await rooms.store()
    const tenant = options['tenant'] as string | undefined
    const limit = Math.max(1, Number.parseInt((options['limit'] as string | undefined) ?? '20', 10) || 20)
    const found = await findRuns<Record<string, unknown>>(store, {
      limit,
      ...(sync !== undefined && { sync }),
      ...(tenant !== undefined && { tenant }),
    })
    if (output.json)
      return output.document(
        found.map(({ counts: { details, ...counts }, ...run }) => ({ ...run, counts, details })),
      )
    if (found.length === 0) return output.note('There are no runs yet. Start one: sluice sync NAME')
    const counted = ['read', 'unchanged', 'delivered', 'rejected', 'withheld', 'waiting']
    const rows = found.map((run) => [
      run.id,
      run.sync,
      run.tenant,
      run.state,
      run.started.toISOString().slice(0, 19).replace('T', ' '),
      ...counted.map((name) => Number(run.counts[name] ?? 0)),
    ])
    output.answer(table(['run', 'sync', 'tenant', 'state', 'started', ...counted], rows))
  },
}
