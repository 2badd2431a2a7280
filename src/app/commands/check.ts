import pc from 'picocolors'
import { Faults, InvalidProject, tellFault, type Fault } from '../../base/fault.ts'
import type { Command } from '../command.ts'
import { counted } from '../counted.ts'
import { faultsOfDashboards, faultsOfDocuments, faultsOfSyncs } from '../checks.ts'
import { committedContract, contractFile, faultsOfContract } from '../contract.ts'
import { paintFrames, type Output } from '../output.ts'
import type { Wiring } from '../wiring.ts'

export const check: Command = {
  name: 'check',
  about:
    'Tells every fault of the project: models, syncs, dashboards, changes that would break apps, and what the warehouse says',
  options: [{ flags: '--offline', about: 'the files alone; asks no warehouse and no destination' }],
  examples: [
    ['sluice check', 'all faults at once, each with its place and its cure'],
    ['sluice check --json', 'for an editor or CI'],
  ],
  async run({ wiring, output }, { options }) {
    try {
      const rooms = wiring()
      const faults = await findFaults(rooms, options['offline'] === true)
      const ending = tell(faults, await sourcesOf(rooms), output, await countsOf(rooms))
      if (!output.json) await noteContract(rooms, output)
      return ending
    } catch (error) {
      if (!(error instanceof InvalidProject)) throw error
      if (output.json) output.document({ faults: error.faults.map(shown) })
      else output.answer(error.message.trim())
      return 'fault'
    }
  },
}

async function findFaults(rooms: Wiring, offline: boolean): Promise<readonly Fault[]> {
  const { faults } = await rooms.project.readModels()
  const found = new Faults()
  for (const fault of faults) found.add(fault)
  // What stands on a broken model would be told as broken too.
  if (found.errors.length > 0) return found.found
  await faultsOfDashboards(rooms, found)
  await faultsOfDocuments(rooms, found)
  await faultsOfSyncs(rooms, found, offline)
  for (const change of await faultsOfContract(rooms.project)) found.add(change)
  if (offline) return found.found
  const { faults: warehouse } = await rooms.checked()
  return [...found.found, ...warehouse]
}

async function sourcesOf({ project }: Wiring): Promise<ReadonlyMap<string, string>> {
  const committed = await committedContract(project)
  return new Map([...(await project.sources()), [contractFile, committed ?? '']])
}

async function noteContract({ project }: Wiring, output: Output): Promise<void> {
  if ((await committedContract(project)) !== undefined) return
  output.note(
    `No ${contractFile}: changes that break apps aren't found. \`sluice schema --write\` makes one; commit it.`,
  )
}

async function countsOf({ project }: Wiring): Promise<Record<string, number>> {
  const { models } = await project.readModels()
  const folders = ['syncs', 'dashboards', 'documents'] as const
  const [syncs = 0, dashboards = 0, documents = 0] = await Promise.all(
    folders.map(async (folder) => (await project.files(folder)).size),
  )
  return { models: models.byName.size, syncs, dashboards, ...(documents > 0 ? { documents } : {}) }
}

function tell(
  faults: readonly Fault[],
  sources: ReadonlyMap<string, string>,
  output: Output,
  counts: Record<string, number>,
) {
  const errors = faults.filter(({ severity }) => severity !== 'warning')
  if (output.json) output.document({ ...counts, faults: faults.map(shown) })
  else {
    for (const fault of faults)
      output.answer(`${paintFrames(tellFault(fault, sources.get(fault.at.file)))}\n`)
    const looked = Object.entries(counts).map(([what, count]) => counted(count, what.slice(0, -1)))
    const mark = errors.length > 0 ? pc.red(`✗ ${counted(errors.length, 'fault')}`) : pc.green('✓ No faults')
    const warnings = faults.length - errors.length
    output.note(
      [`${mark} in ${looked.join(', ')}`, ...(warnings > 0 ? [counted(warnings, 'warning')] : [])].join(', '),
    )
  }
  return errors.length > 0 ? 'fault' : 'well'
}

function shown({ what, at, expected, cure, severity }: Fault) {
  return { ...at, severity: severity ?? 'error', what, expected, cure }
}
