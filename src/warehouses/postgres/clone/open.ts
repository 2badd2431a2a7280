import { randomBytes } from 'node:crypto'
import type { ClientBase } from 'pg'
import { systemClock, type Clock } from '../../../base/clock.ts'
import { SluiceError } from '../../../base/errors.ts'
import { contextSigner } from '../context.ts'
import { quoted } from '../guard/name.ts'
import { roleUrl } from '../guard/role.ts'
import { asOwner } from '../owner.ts'
import { ask } from './ask.ts'
import type { Blueprint, Unprovable } from './blueprint.ts'
import type { Asker, Clone } from './contract.ts'
import { fill } from './fill.ts'
import { dropRoles, markOf, sweep } from './sweep.ts'
import { freshNames, grantsOn, type Names } from './write/names.ts'
import { objectSteps } from './write/objects.ts'
import { bypassStatements, predefined, roleSettings, roleStatements, set, type Login } from './write/roles.ts'
import { makeAll, tried } from './write/step.ts'

export interface CloneOptions {
  /** A superuser's address on a throw-away server, whatever its database: databases and roles are made there. */
  readonly server: string
  /** What the clone's context is signed with: the same that `openPostgres` gets for it. */
  readonly contextKey: Uint8Array
  readonly clock?: Clock
}

interface Site {
  readonly blueprint: Blueprint
  readonly server: string
  readonly mark: string
  readonly names: Names
  readonly logins: Readonly<Record<Asker, Login>>
  readonly unprovable: readonly Unprovable[]
}

/**
 * Makes a database with what the blueprint says, and roles of its own for it.
 * @throws UNAVAILABLE where the server can't be reached, FORBIDDEN where the role there is no superuser
 */
export async function openClone(blueprint: Blueprint, options: CloneOptions): Promise<Clone> {
  const { server, contextKey, clock = systemClock } = options
  const mark = `prove_${randomBytes(4).toString('hex')}`
  const names = freshNames(
    mark,
    blueprint.roles.map(({ name }) => name).filter((name) => !predefined(name)),
  )
  const login = (name: string): Login => ({ name, password: randomBytes(24).toString('base64url') })
  const serve = login(names.fresh(blueprint.serve))
  const logins = {
    serve,
    operator: blueprint.operator === undefined ? serve : login(names.fresh(blueprint.operator)),
    bypass: login(`${mark}_bypass`),
  }
  const site = { blueprint, server, mark, names, logins, unprovable: blueprint.unprovable }
  await at(server, async (client) => {
    await assertSuperuser(client)
    await sweep(client, clock.now())
    await client.query(`create database ${quoted(mark)} template template0`)
    await client.query(markOf(mark, clock.now()))
  })
  try {
    const refused = await at(addressOf(server, mark), (client) => build(client, site, contextKey))
    return cloneAt({ ...site, unprovable: [...blueprint.unprovable, ...refused] }, mark)
  } catch (error) {
    await remove(server, mark)
    throw error
  }
}

/** All of it in one transaction: a clone is whole, or isn't there. */
async function build(
  client: ClientBase,
  { blueprint, names, logins, mark }: Site,
  contextKey: Uint8Array,
): Promise<readonly Unprovable[]> {
  await client.query(`begin read write; set local search_path = ''; set local check_function_bodies = off`)
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  )
  const roles = [
    ...roleStatements(blueprint, names, Object.values(logins), (rows[0]?.version ?? 0) >= 160_000),
    ...bypassStatements(blueprint.serve, logins.bypass, names),
  ]
  for (const statement of roles) await client.query(statement)
  await client.query('drop schema public')
  const refused = await makeAll(client, objectSteps(blueprint, names))
  await keepKey(client, blueprint, contextKey)
  for (const statement of databaseStatements(blueprint, names, logins.bypass, mark)) {
    await tried(client, [statement])
  }
  await client.query('commit')
  return refused.map((one) => ({ ...one, why: names.told(one.why), ...cureFor(one.why) }))
}

/** The clone's own key, in the place of the user's: a context that is signed for one is nothing to the other. */
async function keepKey(client: ClientBase, { relations }: Blueprint, key: Uint8Array): Promise<void> {
  if (!relations.some(({ schema, name }) => schema === 'sluice_guard' && name === 'keys')) return
  const { pads } = contextSigner(key)
  await client.query('insert into sluice_guard.keys (id, inner_pad, outer_pad) values ($1, $2, $3)', [
    pads.id,
    Buffer.from(pads.inner),
    Buffer.from(pads.outer),
  ])
}

/** What belongs to the database and not to anything in it: a copy needs it again. */
function databaseStatements(
  blueprint: Blueprint,
  names: Names,
  bypass: Login,
  database: string,
): readonly string[] {
  const name = quoted(database)
  return [
    `alter database ${name} owner to ${names.role(blueprint.owner)}`,
    ...grantsOn(`database ${name}`, blueprint.owner, blueprint.grants, names),
    ...blueprint.settings.map((setting) => `alter database ${name} ${set(setting)}`),
    ...roleSettings(blueprint, names, bypass, database),
  ]
}

function cloneAt(site: Site, database: string): Clone {
  const { server, names, logins, blueprint, mark } = site
  const address = (login: Login, session: string | undefined) => {
    const url = new URL(roleUrl(addressOf(server, database), login))
    if (session !== undefined) url.searchParams.set('options', session)
    return url.toString()
  }
  const urls: Readonly<Record<Asker, string>> = {
    serve: address(logins.serve, blueprint.sessions.serve),
    operator: address(logins.operator, blueprint.sessions.operator),
    bypass: address(logins.bypass, blueprint.sessions.serve),
  }
  const ownerUrl = addressOf(server, database)
  return {
    database,
    url: urls.serve,
    ...(blueprint.operator === undefined ? {} : { operatorUrl: urls.operator }),
    bypassUrl: urls.bypass,
    ownerUrl,
    unprovable: site.unprovable,
    told: (text) => names.told(text),
    fill: (fillings) => fill(ownerUrl, blueprint, fillings, names),
    ask: (as, statements) => ask(urls[as], statements),
    copy: async () => {
      const copied = `${mark}_${randomBytes(3).toString('hex')}`
      await at(server, async (client) => {
        await client.query(`create database ${quoted(copied)} template ${quoted(database)}`)
        for (const statement of databaseStatements(blueprint, names, logins.bypass, copied)) {
          await client.query(statement).catch(() => undefined)
        }
      })
      return cloneAt(site, copied)
    },
    drop: () =>
      database === mark ? remove(server, database) : at(server, (client) => dropDatabase(client, database)),
  }
}

async function remove(server: string, database: string): Promise<void> {
  await at(server, async (client) => {
    await dropDatabase(client, database)
    await dropRoles(client)
  })
}

async function dropDatabase(client: ClientBase, database: string): Promise<void> {
  await client.query(`drop database if exists ${quoted(database)} with (force)`)
}

async function assertSuperuser(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ rolsuper: boolean }>(
    'select rolsuper from pg_roles where rolname = current_user',
  )
  if (rows[0]?.rolsuper) return
  throw new SluiceError('FORBIDDEN', {
    what: 'The role that should make the clone is no superuser',
    expected:
      'a superuser on a server that holds nothing else: the clone gets roles and extensions like yours',
    cure: 'Leave --on out, so that an embedded PostgreSQL is used, or name a superuser of a throw-away server',
  })
}

/** A type or a function that isn't there is most often an extension's. */
function cureFor(why: string): { readonly cure?: string } {
  return /does not exist|is not available|could not (open|access)/.test(why)
    ? {
        cure: 'If an extension brings it, prove on a server that has that extension: `sluice prove --on URL`',
      }
    : {}
}

function addressOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.toString()
}

function at<T>(url: string, job: (client: ClientBase) => Promise<T>): Promise<T> {
  return asOwner('clone', url, job)
}
