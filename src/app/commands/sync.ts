import pc from 'picocolors'
import { runSync, type Progress, type SyncRun } from '../../sync/index.ts'
import type { Command, Ending } from '../command.ts'
import { houseOf, syncName } from '../house.ts'
import { table } from '../output.ts'

const COUNTED = ['read', 'unchanged', 'delivered', 'rejected', 'withheld', 'waiting'] as const

export const sync: Command = {
  name: 'sync',
  about: 'Runs a sync: sends what differs from what the far side has acknowledged',
  takes: [{ name: 'NAME', about: 'the sync, or its file’s name' }],
  options: [
    { flags: '--tenant <T>', about: 'of a sync with scope TENANT: this one alone' },
    { flags: '--approve <DIGEST>', about: 'sends what a guard withholds, if the plan is still the same' },
  ],
  examples: [
    ['sluice sync AccountHealth', 'a bar, then a summary; exit code 3 if not everything went'],
    ['sluice sync BigSpenders --tenant atelier-rouge', 'one tenant'],
    ['sluice sync AccountHealth --json', 'one JSON document, with `counts`'],
  ],
  async run({ wiring, output, signal }, { args: [typed = ''], options }) {
    const house = await houseOf(wiring())
    const name = syncName(house.syncs, typed)
    const { tenant, approve } = options as { tenant?: string; approve?: string }
    const done = await output.bar(`Syncing ${name}`, (tell) =>
      runSync(house, name, {
        signal,
        actor: 'cli',
        onProgress: (progress) => tell(shareOf(progress), wordsOf(progress)),
        ...(tenant !== undefined && { tenant }),
        ...(approve !== undefined && { approve }),
      }),
    )
    if (output.json) output.document(done)
    else output.answer(summary(done))
    if (done.error) output.note(`${pc.red('error')}: ${done.error.message.trim()}`)
    return endingOf(done)
  },
}

/** Reading is the first third of the bar: how long it takes is not known before it ends. */
function shareOf({ phase, planned, answered }: Progress): number {
  if (phase === 'reading') return 0.1
  return planned === 0 ? 1 : 0.33 + (0.67 * answered) / planned
}

function wordsOf({ phase, tenant, read, planned, answered }: Progress): string {
  const lane = tenant === null ? '' : `${tenant}: `
  const number = (count: number) => count.toLocaleString('en')
  return phase === 'reading'
    ? `${lane}${number(read)} read`
    : `${lane}${number(answered)} of ${number(planned)} sent`
}

function summary(done: SyncRun): string {
  const lanes = done.scope === 'TENANT'
  const row = (name: string | null, state: string, counts: SyncRun['counts']) => [
    ...(lanes ? [name] : []),
    state,
    ...COUNTED.map((counted) => counts[counted]),
  ]
  const heads = [...(lanes ? ['tenant'] : []), 'state', ...COUNTED]
  const rows = done.lanes
    .filter(({ counts }) => counts.read > 0)
    .map((lane) => row(lane.tenant, lane.state, lane.counts))
  const total = row('all', done.state, done.counts)
  const { create, update, remove } = done.details
  const kinds = `${create.delivered} created, ${update.delivered} updated, ${remove.delivered} removed`
  const notes = [
    ...done.failed.map(({ tenant, message }) => `✗ ${tenant}: ${message.trim()}`),
    ...(done.counts.withheld > 0
      ? [`A guard withheld ${done.counts.withheld}: see \`sluice plan ${done.sync}\``]
      : []),
    ...(done.counts.rejected > 0
      ? [`${done.counts.rejected} were rejected: see \`sluice rejects ${done.sync}\``]
      : []),
  ]
  const head = `${pc.bold(done.sync)} → ${done.to} / ${done.object}: ${kinds} in ${(done.ms / 1_000).toFixed(1)} s`
  return [head, '', table(heads, lanes ? [...rows, total] : [total]), '', ...notes].join('\n').trimEnd()
}

function endingOf({ state, counts, failed }: SyncRun): Ending {
  if (state === 'failed' || state === 'lost' || failed.length > 0) return 'fault'
  return state === 'done' && counts.rejected + counts.withheld + counts.waiting === 0 ? 'well' : 'incomplete'
}
