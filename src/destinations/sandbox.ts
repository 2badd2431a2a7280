import { hash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { request } from 'undici'
import { systemClock, type Clock } from '../base/clock.ts'
import { SluiceError } from '../base/errors.ts'
import { hubspotSimulator } from './hubspot/simulator.ts'
import { Faults } from './kit/simulator/faults.ts'
import { openJournal, type Journal } from './kit/simulator/journal.ts'
import { showRecords } from './kit/simulator/page.ts'
import { openServer, type Served } from './kit/simulator/server.ts'
import type { FarRecord, SimReply, SimRequest, Simulator } from './kit/simulator/simulator.ts'
import { webhookSimulator } from './webhook/simulator.ts'

export const simulators: readonly Simulator[] = [hubspotSimulator, webhookSimulator]

export interface SandboxOptions {
  /** Where the far sides' state is kept, e.g. `.sluice/sandbox`. */
  readonly dir: string
  /** Any free one by default. */
  readonly port?: number
  /** What stands in sluice.yaml, by name; those whose connector has no simulator are left out. */
  readonly destinations: Readonly<
    Record<string, Readonly<Record<string, unknown>> & { readonly connector: string }>
  >
  readonly clock?: Clock
}

export interface Sandbox {
  readonly url: string
  /** The address for `openDestination({ sandboxUrl })`; each tenant has an account of its own. */
  urlFor(destination: string, tenant?: string): string
  /** Ends the server, unless it is another process's. */
  stop(): Promise<void>
}

/**
 * Serves a simulator for each destination under one address of 127.0.0.1, and `/_records/<destination>[/<tenant>]` to look at.
 * Where another process already serves `dir`, its server is used: two would write over each other.
 * @throws UNAVAILABLE for a port that is taken
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  await mkdir(options.dir, { recursive: true })
  const running = await findRunning(options.dir)
  if (running !== undefined) return handle(running, options, async () => undefined)

  const accounts = new Accounts(options)
  const server = await openServer({ port: options.port ?? 0, find: (asked) => accounts.find(asked) })
  const note = noteFile(options.dir)
  await writeFile(note, server.url)
  return handle(server.url, options, async () => {
    await rm(note, { force: true })
    await server.stop()
    accounts.close()
  })
}

function handle(url: string, { destinations }: SandboxOptions, stop: () => Promise<void>): Sandbox {
  return {
    url,
    stop,
    urlFor(destination, tenant) {
      const connector = destinations[destination]?.connector
      if (connector === undefined) throw unknownDestination(destination)
      if (tenant !== undefined && Buffer.byteLength(tenant) > LONGEST_TENANT) throw longTenant()
      const path = [connector, destination, tenant === undefined ? OPERATOR : `t-${tenant}`]
      return `${url}/${path.map(encodeURIComponent).join('/')}`
    },
  }
}

/** The account of a sync that runs for all tenants at once. A tenant's place starts with `t-`, so none can take it. */
const OPERATOR = 'operator'

/** In bytes: an account's file bears the tenant's id in hex, and file systems take 255. */
const LONGEST_TENANT = 120

/** Opens an account when it is first asked for. */
class Accounts {
  readonly #options: SandboxOptions
  readonly #open = new Map<string, { served: Served; journal: Journal }>()

  constructor(options: SandboxOptions) {
    this.#options = options
  }

  find(asked: SimRequest): { served: Served; path: string } | SimReply {
    const [first, second, third, ...rest] = asked.path.split('/').slice(1).map(decode)
    if (first === '_sandbox') return { status: 200, body: { dir: identity(this.#options.dir) } }
    if (first === '_records') return this.#show(second, third, asked)
    const configured = this.#options.destinations[second ?? '']
    if (!configured || configured.connector !== first || third === undefined) {
      return { status: 404, body: { message: 'There is no such destination in the sandbox' } }
    }
    const served = this.#account(second as string, third)
    // What the far side sees is its own path, still encoded as it was sent.
    const path = `/${asked.path.split('/').slice(4).join('/')}`
    return served ? { served, path: rest.length === 0 ? '/' : path } : { status: 404 }
  }

  close(): void {
    for (const { journal } of this.#open.values()) journal.close()
  }

  #account(destination: string, place: string): Served | undefined {
    const configured = this.#options.destinations[destination]
    const simulator = simulators.find(({ name }) => name === configured?.connector)
    if (!configured || !simulator) return undefined
    const known = this.#open.get(`${destination}/${place}`)
    if (known) return known.served
    const journal = openJournal(join(this.#options.dir, fileName(destination), `${fileName(place)}.jsonl`))
    const { token: _, secret: __, ...settings } = configured as Record<string, unknown>
    const world = simulator.open({ settings, journal, clock: this.#options.clock ?? systemClock })
    const served: Served = { world, faults: new Faults(), log: [] }
    this.#open.set(`${destination}/${place}`, { served, journal })
    return served
  }

  #show(destination: string | undefined, tenant: string | undefined, asked: SimRequest): SimReply {
    const names = Object.keys(this.#options.destinations)
    if (!destination) return { status: 200, body: { destinations: names } }
    if (!names.includes(destination))
      return { status: 404, body: { message: 'There is no such destination' } }
    const places =
      tenant === undefined ? this.#places(destination) : [tenant === OPERATOR ? OPERATOR : `t-${tenant}`]
    const accounts = places.map((place) => ({
      tenant: place === OPERATOR ? null : place.slice(2),
      records: this.#records(destination, place, asked.query.get('object') ?? undefined),
    }))
    return showRecords(destination, accounts, asked)
  }

  #records(destination: string, place: string, object: string | undefined): readonly FarRecord[] {
    return this.#account(destination, place)?.world.records(object) ?? []
  }

  #places(destination: string): string[] {
    try {
      const files = readdirSync(join(this.#options.dir, fileName(destination)))
      return files
        .filter((file) => file.endsWith('.jsonl'))
        .map((file) => Buffer.from(file.slice(0, -6), 'hex').toString())
    } catch {
      return []
    }
  }
}

/** Hex, since a tenant's id may hold anything, and two that differ in case are two. */
function fileName(name: string): string {
  return Buffer.from(name).toString('hex')
}

async function findRunning(dir: string): Promise<string | undefined> {
  try {
    const url = await readFile(noteFile(dir), 'utf8')
    const { statusCode, body } = await request(`${url}/_sandbox`, { headersTimeout: 2_000 })
    const answer = (await body.json()) as { dir?: unknown }
    return statusCode === 200 && answer.dir === identity(dir) ? url : undefined
  } catch {
    return undefined
  }
}

function noteFile(dir: string): string {
  return join(dir, 'address')
}

function identity(dir: string): string {
  return hash('sha256', resolve(dir)).slice(0, 16)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function longTenant(): SluiceError {
  return new SluiceError('INVALID_VALUE', {
    what: 'The sandbox can’t keep an account for a tenant with such a long id',
    expected: `${LONGEST_TENANT} bytes at most`,
    cure: 'Try it with another tenant; real destinations have no such limit',
  })
}

function unknownDestination(destination: string): SluiceError {
  return new SluiceError('INVALID_PROJECT', {
    what: `There is no destination \`${destination}\``,
    where: 'destinations in sluice.yaml',
    cure: 'Add it there, or correct the sync’s `to`',
  })
}
