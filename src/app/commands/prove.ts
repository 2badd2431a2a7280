import { randomInt } from 'node:crypto'
import { basename, join } from 'node:path'
import { SluiceError } from '../../base/errors.ts'
import { Faults } from '../../base/fault.ts'
import { budgets, prove as proveProject, type Budget, type ProvedSync } from '../../prove/index.ts'
import { loadSyncs } from '../../sync/index.ts'
import { startEmbedded } from '../../warehouses/postgres/embedded/index.ts'
import type { Command, Given } from '../command.ts'
import { tellProof } from '../proof.ts'
import type { Wiring } from '../wiring.ts'

export const prove: Command = {
  name: 'prove',
  about: 'Attacks your own model as one tenant among others, on a clone of the warehouse with made-up rows',
  options: [
    { flags: '--quick', about: 'the least that is worth it, in seconds: for every commit' },
    { flags: '--full', about: 'every combination that is drawn, however long it takes: for a release' },
    { flags: '--seed <N>', about: 'draws the same again' },
    {
      flags: '--on <URL>',
      about: 'makes the clone on this server, as a superuser, instead of one of its own',
    },
  ],
  examples: [
    ['sluice prove', 'what was tried and what was found; exit code 1 on any leak'],
    ['sluice prove --quick --json', 'in CI, as one JSON document'],
    ['sluice prove --seed 4711', 'what an earlier run found, once more'],
  ],
  async run({ wiring, output }, given) {
    const rooms = wiring()
    const budget = budgetOf(given)
    const seed = seedOf(given)
    const parts = {
      models: await rooms.project.models(),
      dashboards: await rooms.dashboards(),
      documents: await documentsOf(rooms),
      syncs: await syncsOf(rooms),
      warehouses: await addressesOf(rooms),
      server: await serverOf(rooms, given.options['on']),
      seed,
      budget,
      now: new Date(),
    }
    const report = await output.bar(`Proving, seed ${seed}`, (tell) => proveProject({ ...parts, tell }))
    if (output.json) output.document(report)
    else tellProof(report, output, budget.name)
    return report.findings.length > 0 ? 'fault' : 'well'
  },
}

function budgetOf({ options }: Given): Budget {
  if (options['quick'] !== true) return options['full'] === true ? budgets.full : budgets.usual
  if (options['full'] !== true) return budgets.quick
  throw new SluiceError('USAGE', { what: '--quick and --full exclude each other', cure: 'Give one of them' })
}

const SEEDS = 2 ** 31

function seedOf({ options: { seed } }: Given): number {
  if (seed === undefined) return randomInt(1, SEEDS)
  const number = Number(seed)
  if (Number.isInteger(number) && number >= 0 && number < SEEDS) return number
  throw new SluiceError('USAGE', {
    what: '--seed cannot be read',
    expected: `a whole number below ${SEEDS}`,
    cure: 'Take the one that an earlier run printed, or leave it out',
  })
}

/** What stands in documents/, by the name that a client asks with. */
async function documentsOf({ project }: Wiring): Promise<ReadonlyMap<string, string>> {
  const files = await project.files('documents')
  return new Map([...files].map(([file, text]) => [basename(file, '.graphql'), text]))
}

/** Those that run for one tenant at a time; what an operator's sync reads is meant to be everybody's. */
async function syncsOf({ project }: Wiring): Promise<readonly ProvedSync[]> {
  const faults = new Faults()
  const syncs = loadSyncs(await project.files('syncs'), await project.models(), faults)
  faults.raise(await project.sources())
  return [...syncs.values()]
    .filter(({ scope }) => scope === 'TENANT')
    .map(({ name, query }) => ({ name, query }))
}

async function addressesOf({ project, address }: Wiring) {
  const names = Object.keys(project.config.warehouses)
  return new Map(await Promise.all(names.map(async (name) => [name, await address(name)] as const)))
}

/** A server of the proof's own, so that nothing is written to the user's. */
async function serverOf({ project, onClose }: Wiring, on: unknown): Promise<string> {
  if (typeof on === 'string') return on
  const dir = join(project.state, 'prove')
  const embedded = await startEmbedded({ dir, log: project.log, durable: false })
  onClose(() => embedded.stop())
  return embedded.superuserUrl
}
