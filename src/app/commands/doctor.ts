import pc from 'picocolors'
import { SluiceError } from '../../base/errors.ts'
import type { Command } from '../command.ts'
import { counted } from '../counted.ts'
import { needsEmbedded } from '../addresses.ts'
import { accountsOf } from '../destinations.ts'
import { lookAtGuards } from '../guarding.ts'
import type { Wiring } from '../wiring.ts'

interface Finding {
  readonly name: string
  readonly state: 'well' | 'mind' | 'ill'
  readonly told: string
}

type Examination = (rooms: Wiring) => Promise<readonly Finding[]>

/** What is looked at, in this order; one that fails doesn't keep the next from being looked at. */
const examinations: readonly (readonly [name: string, look: Examination])[] = [
  ['model', lookAtModel],
  ['postgres', lookAtPostgres],
  ['store', lookAtStore],
  ['warehouse', lookAtWarehouses],
  ['guard', lookAtWalls],
  ['tokens', lookAtTokens],
  ['destination', lookAtDestinations],
]

export const doctor: Command = {
  name: 'doctor',
  about: 'Looks at everything that Sluice stands on, and says what is missing',
  examples: [
    ['sluice doctor', 'a line a thing; exit code 1 if something is ill'],
    ['sluice doctor --json', 'for a monitor'],
  ],
  async run({ wiring, output }) {
    const rooms = wiring()
    const findings: Finding[] = []
    for (const [name, look] of examinations) {
      const found = await look(rooms).catch((error: unknown) => [ill(name, error)])
      findings.push(...found)
      if (!output.json) for (const one of found) output.answer(tell(one))
    }
    if (output.json) output.document(findings)
    return findings.some(({ state }) => state === 'ill') ? 'fault' : 'well'
  },
}

const marks = { well: pc.green('✓'), mind: pc.yellow('!'), ill: pc.red('✗') }

function tell({ name, state, told }: Finding): string {
  return `${marks[state]} ${name.padEnd(24)} ${told.trim().replaceAll('\n', `\n${' '.repeat(27)}`)}`
}

function ill(name: string, error: unknown): Finding {
  return { name, state: 'ill', told: error instanceof SluiceError ? error.message : String(error) }
}

async function lookAtModel({ project }: Wiring): Promise<Finding[]> {
  const models = await project.models()
  return [
    {
      name: 'model',
      state: 'well',
      told: `${counted(models.byName.size, 'model')}, ${counted(models.roles.length, 'role')}`,
    },
  ]
}

async function lookAtPostgres({ project, embedded }: Wiring): Promise<Finding[]> {
  const given = project.environment['SLUICE_DATABASE_URL'] || undefined
  if (!needsEmbedded({ config: project.config, given })) return []
  const { ours } = await embedded()
  return [{ name: 'embedded PostgreSQL', state: 'well', told: ours ? 'starts' : 'is running' }]
}

async function lookAtStore({ store }: Wiring): Promise<Finding[]> {
  await (await store()).ping()
  return [{ name: 'store', state: 'well', told: 'answers, and its tables are up to date' }]
}

async function lookAtWarehouses(rooms: Wiring): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [key, warehouse] of await rooms.warehouses()) {
    const name = `warehouse ${key}`
    findings.push(
      await warehouse.ping().then(
        () => ({ name, state: 'well' as const, told: `${warehouse.dialect.name} answers` }),
        (error: unknown) => ill(name, error),
      ),
    )
    const { operatorUrl } = await rooms.address(key)
    if (operatorUrl === undefined) {
      findings.push({
        name,
        state: 'mind',
        told: 'has no `operator`: syncs with scope OPERATOR cannot read it',
      })
    }
  }
  return findings
}

async function lookAtWalls(rooms: Wiring): Promise<Finding[]> {
  const warehouses = await rooms.warehouses()
  return (await lookAtGuards(rooms)).flatMap(({ warehouse, waived, findings }): Finding[] => {
    const name = `guard ${warehouse}`
    if (waived !== undefined)
      return [{ name, state: 'mind', told: `WAIVED: ${waived}. Wall 3 of 5 is missing` }]
    if (!warehouses.get(warehouse)?.dialect.can.rowLevelSecurity) {
      return [{ name, state: 'mind', told: 'the engine has no row-level security: wall 3 of 5 is missing' }]
    }
    if (findings.length === 0) return [{ name, state: 'well', told: 'row-level security on every table' }]
    return findings.map(({ model, what, cure }) => ({
      name,
      state: 'ill',
      told: `${model ? `${model}: ` : ''}${what}\n${cure}`,
    }))
  })
}

async function lookAtTokens({ project }: Wiring): Promise<Finding[]> {
  const { secret, jwks } = project.config.auth
  if (secret !== undefined || jwks !== undefined) {
    return [
      {
        name: 'tokens',
        state: 'well',
        told: jwks === undefined ? 'signed with auth.secret' : `keys of ${jwks}`,
      },
    ]
  }
  const shared = project.environment['SLUICE_SECRET'] !== undefined
  const told =
    'signed with a secret made for this folder (.sluice/secrets.json); set auth.secret in production'
  return [
    shared
      ? { name: 'tokens', state: 'well', told: 'signed with SLUICE_SECRET' }
      : { name: 'tokens', state: 'mind', told },
  ]
}

async function lookAtDestinations(rooms: Wiring): Promise<Finding[]> {
  const accounts = await accountsOf(rooms)
  const looks = Object.entries(rooms.project.config.destinations).map(
    async ([key, settings]): Promise<Finding> => {
      const name = `destination ${key}`
      if (settings.per === 'tenant') return { name, state: 'well', told: 'each tenant has its own account' }
      try {
        const destination = await accounts.open(key, null)
        await destination?.test()
        await destination?.close()
      } catch (error) {
        return ill(name, error)
      }
      return settings['sandbox'] === true
        ? { name, state: 'mind', told: `${settings.connector}, the simulator: nothing leaves this machine` }
        : { name, state: 'well', told: `${settings.connector} answers, and lets us write` }
    },
  )
  return Promise.all(looks)
}
