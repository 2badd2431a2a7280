import { createServer } from 'node:net'
import { join } from 'node:path'
import pc from 'picocolors'
import { SluiceError } from '../../base/errors.ts'
import { mintToken } from '../../serve/auth/mint.ts'
import type { Demo } from '../../serve/settings.ts'
import { audit } from '../../store/audit.ts'
import { listTenants, type Tenant } from '../../store/tenants.ts'
import type { Command, Desk } from '../command.ts'
import { counted } from '../counted.ts'
import { refuseMismatched } from '../checks.ts'
import { syncCard } from '../demo/card.ts'
import { makeDemo } from '../demo/make.ts'
import { profiles, type ProfileName } from '../demo/profile.ts'
import { shops } from '../demo/shops.ts'
import { houseOf } from '../house.ts'
import { openSandbox } from '../sandbox.ts'
import { listenAt, startService, type Service } from '../service.ts'
import { refreshTenants } from '../tenants.ts'
import type { Wiring } from '../wiring.ts'
import { untilStopped } from './serve.ts'

/** What a newcomer asks first: no quotation mark in it that a shell would mind. */
const QUERY = `{
  orderMetrics(where: { placedAt: { inLast: "P90D" } }) {
    rows { channel revenue share: revenue(share: TOTAL) }
    totals { revenue lastYear: revenue(shift: "-P1Y") }
  }
}`.replaceAll(/\s+/g, ' ')

export const demo: Command = {
  name: 'demo',
  about: 'Everything at once: PostgreSQL, demo data, guards, a sandbox of far sides, the API',
  options: [
    { flags: '--profile <P>', about: `how much data: ${Object.keys(profiles).join(' or ')} (default: full)` },
  ],
  examples: [
    ['sluice demo', 'what `npm start` does; data is kept in .sluice/'],
    ['SLUICE_PORT=8080 sluice demo', 'on another port'],
  ],
  async run(desk, { options }) {
    const { output } = desk
    const began = performance.now()
    const profile = profileNamed(options['profile'] as string | undefined)
    const rooms = desk.wiring()
    const at = listenAt(rooms)
    await assertFree(at)
    if (!rooms.project.environment['SLUICE_DATABASE_URL']) {
      await output.step('PostgreSQL', async (say) =>
        say((await rooms.embedded()).ours ? 'started' : 'was running'),
      )
    }
    await output.step('Store', () => rooms.store())
    await fill(desk, rooms, profile)
    await output.step('Model', async (say) => say(await hold(rooms)))
    await output.step('Row-level security', async (say) => say(await guardAll(rooms)))
    await output.step('Tenants', async (say) => say(`${(await refreshTenants(rooms)) ?? 0} registered`))
    const sandbox = await output.step('Sandbox of far sides', async (say) => {
      const opened = await openSandbox(rooms)
      say(opened.url)
      return opened
    })
    const service = await output.step('API', () =>
      startService(rooms, { ...at, development: true, demo: demoPage(rooms) }),
    )
    const seconds = (performance.now() - began) / 1_000
    output.note(await welcome(desk, rooms, service, { seconds, sandbox: sandbox.url }))
    await untilStopped(desk)
  },
}

/** Told before anything is made, since making takes half a minute. */
function assertFree({ port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (cause) =>
      reject(
        new SluiceError('CONFLICT', {
          what: `Port ${port} is taken by another program, or may not be used`,
          expected: 'a free port',
          cure: 'Stop the other program, or choose another: SLUICE_PORT=4001 npm start',
          cause,
        }),
      ),
    )
    server.listen(port, host, () => server.close(() => resolve()))
  })
}

/** A project of somebody's own has its data: only the embedded warehouse of a project with the demo's model is filled. */
async function fill({ output }: Desk, rooms: Wiring, profile: ProfileName): Promise<void> {
  const sources = await rooms.project.files('schema')
  const demoModel = [...sources.values()].some((text) => text.includes('source: "marts.orders"'))
  const { ownerUrl } = await rooms.address('default')
  if (!demoModel || ownerUrl === undefined)
    return output.note('  This project is not the demo: no data is made')
  await output.bar('Demo data', async (tell) => {
    const facts = await makeDemo({ url: ownerUrl, profile, today: new Date(), progress: tell })
    tell(1, `${facts.counts.orders.toLocaleString('en')} orders of ${facts.counts.accounts} shops`)
  })
}

/** Told before guards are made for tables that aren't as the model says. */
async function hold(rooms: Wiring): Promise<string> {
  await refuseMismatched(rooms)
  return `${(await rooms.project.models()).byName.size} types fit the warehouse`
}

async function guardAll(rooms: Wiring): Promise<string> {
  const models = await rooms.project.models()
  const done: Record<string, number> = {}
  for (const [name, warehouse] of await rooms.warehouses())
    done[name] = (await warehouse.guard.apply(models)).length
  const steps = Object.values(done).reduce((sum, count) => sum + count, 0)
  if (steps === 0) return 'in place'
  await audit(await rooms.store(), { actor: 'cli', action: 'guard.apply', details: done })
  return counted(steps, 'statement')
}

function demoPage(rooms: Wiring): Demo {
  return {
    shops: async () => (await largestFirst(rooms)).map(({ id, name }) => ({ tenant: id, name: name ?? id })),
    syncs: async () => {
      const { syncs, store } = await houseOf(rooms)
      return Promise.all([...syncs.values()].map((sync) => syncCard(store, sync)))
    },
  }
}

/** Whom a newcomer should meet first; the first by name may have closed long ago. Strangers to the demo come last. */
async function largestFirst(rooms: Wiring): Promise<Tenant[]> {
  const rank = new Map(shops.map(({ id }, size) => [id, size]))
  const tenants = await listTenants(await rooms.store())
  const place = ({ id }: Tenant) => rank.get(id) ?? shops.length
  return tenants.toSorted((a, b) => place(a) - place(b))
}

async function welcome(
  desk: Desk,
  rooms: Wiring,
  { url }: Service,
  { seconds, sandbox }: { seconds: number; sandbox: string },
): Promise<string> {
  const [first] = await largestFirst(rooms)
  const tenant = first?.id ?? 'TENANT'
  const token = await mintToken({
    auth: rooms.auth(),
    tenant,
    roles: ['analyst'],
    subject: 'demo',
    expiresIn: 86_400,
  })
  const query = JSON.stringify({ query: QUERY })
  const project = desk.dir === process.cwd() ? '' : ` --project ${desk.dir}`
  const title = (text: string) => pc.bold(pc.cyan(text))
  return `
${pc.bold(`Sluice is ready`)} ${pc.dim(`after ${seconds.toFixed(1)} s`)}

  ${title('See it')}      ${url}
  ${title('Query it')}    ${url}/explore
  ${title('Far sides')}   ${sandbox}/_records/${pc.dim('<destination>')}

  ${title('Ask')} as the shop ${pc.bold(first?.name ?? tenant)}:

curl -s ${url}/graphql -H 'content-type: application/json' \\
  -H 'authorization: Bearer ${token}' \\
  -d '${query}'

  ${title('Sync')} the shops with their health and revenue into the CRM, from another terminal:

npx sluice plan AccountHealth${project}
npx sluice sync AccountHealth${project}

${pc.dim(`Data is in ${join(rooms.project.state)} and stays there. Ctrl-C stops everything.`)}
`
}

function profileNamed(given: string | undefined): ProfileName {
  const name = given ?? 'full'
  if (Object.hasOwn(profiles, name)) return name as ProfileName
  throw new SluiceError('USAGE', {
    what: `There is no profile "${name}"`,
    expected: Object.keys(profiles).join(' or '),
    cure: 'Leave --profile out for the full demo',
  })
}
