import pc from 'picocolors'
import { SluiceError } from '../../base/errors.ts'
import { audit } from '../../store/audit.ts'
import type { Guard, GuardStep, Warehouse } from '../../warehouses/contract.ts'
import type { Command, Given } from '../command.ts'
import { counted } from '../counted.ts'
import { lookAtGuards, tellFinding, type Guarding } from '../guarding.ts'
import type { Output } from '../output.ts'
import type { Wiring } from '../wiring.ts'

interface Guarded {
  readonly warehouse: string
  readonly wall: Guard
  readonly steps: readonly GuardStep[]
}

export const guard: Command = {
  name: 'guard',
  about: 'Row-level security in the warehouse: prints the script that is missing, runs it, or compares',
  options: [
    { flags: '--apply', about: 'runs the script as the owner, all of it or none' },
    { flags: '--check', about: 'compares what is there with what must be; exit code 1 where it differs' },
    {
      flags: '--keys',
      about: 'prints the values that the script leaves open: keep them as you keep passwords',
    },
    { flags: '--drop-old-keys', about: 'takes away what contexts signed with another key are checked by' },
    { flags: '--warehouse <NAME>', about: 'this one only' },
  ],
  examples: [
    ['sluice guard', 'shows what would be run, with reasons; changes nothing and tells no secret'],
    ['sluice guard --keys > keys.sql && sluice guard > guard.sql', 'for whoever owns the warehouse'],
    ['psql "$OWNER" -v ON_ERROR_STOP=1 -f keys.sql -f guard.sql', 'runs these without Sluice'],
    ['sluice guard --apply', 'runs it'],
    ['sluice guard --check', 'for a pipeline'],
    [
      'sluice guard --apply --drop-old-keys',
      'ends a change of SLUICE_SECRET, when all servers have the new one',
    ],
  ],
  async run({ wiring, output }, given) {
    const rooms = wiring()
    const walls = await wallsOf(rooms, given)
    const way = wayOf(given)
    if (way === 'check') return check(rooms, walls, output)
    const models = await rooms.project.models()
    const wish = { dropOldKeys: given.options['dropOldKeys'] === true }
    const done: Guarded[] = []
    for (const [warehouse, { guard: wall }] of walls) {
      const steps = way === 'apply' ? await wall.apply(models, wish) : await wall.plan(models, wish)
      done.push({ warehouse, wall, steps })
    }
    if (way === 'apply') return tellApplied(rooms, done, output)
    if (way === 'keys') return tellKeys(rooms, done, output)
    if (output.json) output.document({ applied: false, warehouses: done.map(shown), missing: [] })
    else for (const one of done) if (one.steps.length > 0) output.answer(one.wall.script(one.steps))
    return tellRest(rooms, done, output)
  },
}

type Way = 'print' | 'apply' | 'check' | 'keys'

function wayOf({ options }: Given): Way {
  const asked = (['apply', 'check', 'keys'] as const).filter((way) => options[way] === true)
  if (asked.length <= 1) return asked[0] ?? 'print'
  throw new SluiceError('USAGE', {
    what: `${asked.map((way) => `--${way}`).join(' and ')} don't go together`,
    expected: 'one of them, or none to see the script',
  })
}

async function wallsOf(rooms: Wiring, { options }: Given): Promise<ReadonlyMap<string, Warehouse>> {
  const all = await rooms.warehouses()
  const name = options['warehouse']
  if (typeof name !== 'string') return all
  const one = all.get(name)
  if (one !== undefined) return new Map([[name, one]])
  throw new SluiceError('USAGE', {
    what: `There is no warehouse "${name}"`,
    expected: `one of ${[...all.keys()].join(', ')}`,
  })
}

/** Without the values that `sql` leaves open. */
function shown({ warehouse, steps }: Guarded) {
  return { warehouse, steps: steps.map(({ group, sql, why }) => ({ group, sql, why })) }
}

/** Where no statement is left to run: that all is well, or what no statement mends. */
async function tellRest(rooms: Wiring, done: readonly Guarded[], output: Output) {
  const settled = new Set(done.filter(({ steps }) => steps.length === 0).map(({ warehouse }) => warehouse))
  if (output.json || settled.size === 0) return 'well' as const
  const guardings = (await lookAtGuards(rooms)).filter(({ warehouse }) => settled.has(warehouse))
  return tellGuardings(guardings, output)
}

async function tellKeys(rooms: Wiring, done: readonly Guarded[], output: Output) {
  await audit(await rooms.store(), { actor: 'cli', action: 'guard.keys', details: countsOf(done) })
  if (output.json)
    output.document(done.map(({ warehouse, steps }) => ({ warehouse, values: secretsOf(steps) })))
  else for (const { wall, steps } of done) output.answer(wall.keys(steps))
  return 'well' as const
}

function secretsOf(steps: readonly GuardStep[]): Readonly<Record<string, string>> {
  return Object.fromEntries(steps.flatMap(({ secrets = {} }) => Object.entries(secrets)))
}

async function tellApplied(rooms: Wiring, done: readonly Guarded[], output: Output) {
  const names = new Set(done.map(({ warehouse }) => warehouse))
  const left = (await lookAtGuards(rooms)).filter(({ warehouse }) => names.has(warehouse))
  const missing = left.flatMap(({ findings }) => findings)
  await audit(await rooms.store(), { actor: 'cli', action: 'guard.apply', details: countsOf(done) })
  if (output.json) output.document({ applied: true, warehouses: done.map(shown), missing })
  else
    for (const { warehouse, steps } of done)
      if (steps.length > 0)
        output.note(`${pc.green('✓')} Warehouse "${warehouse}": ${counted(steps.length, 'statement')} run`)
  const run = new Set(done.filter(({ steps }) => steps.length > 0).map(({ warehouse }) => warehouse))
  tellGuardings(
    left.filter(({ warehouse, findings }) => findings.length > 0 || !run.has(warehouse)),
    output,
  )
  return missing.length > 0 ? ('fault' as const) : ('well' as const)
}

async function check(rooms: Wiring, walls: ReadonlyMap<string, Warehouse>, output: Output) {
  const guardings = (await lookAtGuards(rooms)).filter(({ warehouse }) => walls.has(warehouse))
  const open = guardings.filter(({ waived, findings }) => waived === undefined && findings.length > 0)
  if (output.json) output.document({ guarded: open.length === 0, warehouses: guardings })
  return tellGuardings(guardings, output)
}

/** A line a warehouse, and what is missing where it is; nothing of it as JSON, which has said it. */
function tellGuardings(guardings: readonly Guarding[], output: Output) {
  const open = guardings.filter(({ waived, findings }) => waived === undefined && findings.length > 0)
  if (!output.json)
    for (const { warehouse, waived, findings } of guardings) {
      if (findings.length === 0) output.note(`${pc.green('✓')} Warehouse "${warehouse}" is guarded`)
      else if (waived !== undefined)
        output.note(`${pc.yellow('!')} Warehouse "${warehouse}": WAIVED: ${waived}`)
    }
  tellMissing(open, output)
  return open.length > 0 ? ('fault' as const) : ('well' as const)
}

function tellMissing(guardings: readonly Guarding[], output: Output): void {
  if (output.json) return
  for (const { warehouse, findings } of guardings) {
    if (findings.length > 0) output.note(pc.red('missing'))
    for (const finding of findings) output.note(tellFinding(warehouse, finding))
  }
}

function countsOf(done: readonly Guarded[]): Record<string, number> {
  return Object.fromEntries(done.map(({ warehouse, steps }) => [warehouse, steps.length]))
}
