import pc from 'picocolors'
import { planSync, type LanePlan, type Sample, type SyncPlan } from '../../sync/index.ts'
import type { Command } from '../command.ts'
import { counted } from '../counted.ts'
import { houseOf, syncName } from '../house.ts'
import { table } from '../output.ts'

const COUNTED = [
  'read',
  'create',
  'update',
  'remove',
  'unchanged',
  'withheld',
  'rejected',
  'waiting',
] as const
const SHOWN_FIELDS = 8

export const plan: Command = {
  name: 'plan',
  about: 'What a sync would send now, without sending it',
  takes: [{ name: 'NAME', about: 'the sync, or its file’s name' }],
  options: [
    { flags: '--tenant <T>', about: 'of a sync with scope TENANT: this one alone' },
    { flags: '--samples <N>', about: 'records shown of each kind (default: 3)' },
  ],
  examples: [
    ['sluice plan AccountHealth', 'counts, guards, and records before and after'],
    ['sluice plan AccountHealth --json', 'one JSON document, with `counts` and the digest to approve'],
  ],
  async run({ wiring, output, signal }, { args: [typed = ''], options }) {
    const house = await houseOf(wiring())
    const name = syncName(house.syncs, typed)
    const tenant = options['tenant'] as string | undefined
    const samples = Number.parseInt((options['samples'] as string | undefined) ?? '3', 10) || 0
    const made = await output.step(`Planning ${name}`, () =>
      planSync(house, name, { signal, samples, ...(tenant !== undefined && { tenant }) }),
    )
    if (output.json) return output.document({ ...shown(made), lanes: made.lanes.map(shown) })
    output.answer(tell(made))
  },
}

/** `counts` are of records to be decided now; those that wait for the far side stand beside them. */
function shown<Part extends Pick<SyncPlan, 'counts'>>({ counts: { waiting, ...counts }, ...rest }: Part) {
  return { ...rest, counts, waiting }
}

function tell(made: SyncPlan): string {
  const lanes = made.lanes.flatMap((lane) =>
    [...lane.guards.map(tellGuard), ...lane.samples.map(tellSample)].map(inLane(lane)),
  )
  const approve =
    made.counts.withheld > 0 && made.digest
      ? [`\nTo send what is withheld: sluice sync ${made.sync} --approve ${made.digest}`]
      : []
  const skipped = made.skipped.length > 0 ? [`\nWithout an account there: ${made.skipped.join(', ')}`] : []
  const head = `${pc.bold(made.sync)} → ${made.to} / ${made.object}, ${counted(made.calls, 'request')}`
  const counts = table(COUNTED, [COUNTED.map((name) => made.counts[name])])
  return [head, '', counts, '', ...lanes, ...approve, ...skipped].join('\n').trimEnd()
}

function inLane({ tenant }: LanePlan): (text: string) => string {
  return (text) => (tenant === null ? text : `${pc.dim(tenant)} ${text}`)
}

function tellGuard({ what, records, limit }: LanePlan['guards'][number]): string {
  return pc.yellow(`! ${what}: ${counted(records, 'record')} withheld, the limit is ${limit}`)
}

const signs = { create: pc.green('+'), update: pc.yellow('~'), remove: pc.red('-'), rejected: pc.red('✗') }

/** One record: only the fields that change, before → after. */
function tellSample({ kind, key, before, after, fault }: Sample): string {
  const names = Object.keys({ ...before, ...after }).filter((name) => !same(before?.[name], after?.[name]))
  const fields = names.slice(0, SHOWN_FIELDS).map((name) => {
    const now = JSON.stringify(after?.[name] ?? null)
    return before && after ? `${name}: ${JSON.stringify(before[name] ?? null)} → ${now}` : `${name}: ${now}`
  })
  const more = names.length > SHOWN_FIELDS ? [`and ${names.length - SHOWN_FIELDS} more`] : []
  const told = kind === 'remove' ? [] : [...fields, ...more]
  const why = fault ? [JSON.stringify(fault)] : []
  return `${signs[kind]} ${key ?? '(no key)'}  ${pc.dim([...why, ...told].join(', '))}`
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
