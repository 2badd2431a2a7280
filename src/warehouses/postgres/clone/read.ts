import type { ClientBase } from 'pg'
import { SluiceError } from '../../../base/errors.ts'
import type { Models } from '../../../model/model.ts'
import { quoted } from '../guard/name.ts'
import { roleOf } from '../guard/role.ts'
import { asOwner } from '../owner.ts'
import type { Blueprint, Grant, RelationPlan, RolePlan, Unprovable } from './blueprint.ts'
import { reachable, type Reached } from './reach.ts'
import { readDatabase, readExtensions, readSchemas, type DatabaseFacts } from './read/database.ts'
import { readFunctions } from './read/functions.ts'
import { readRelations } from './read/relations.ts'
import { readMemberships, readRoles, withGroups } from './read/roles.ts'
import { readShapes } from './read/shapes.ts'
import { readCollations, readTypes } from './read/defined.ts'

export interface BlueprintOptions {
  /** The warehouse's name in `sluice.yaml`. */
  readonly warehouse: string
  /** Whose eyes read the catalog: the owner's address, or else the serving role's. Nothing is written. */
  readonly url: string
  /** The serving role's address, and the operator role's: only their names matter. */
  readonly serveUrl: string
  readonly operatorUrl?: string
  readonly models: Models
}

/**
 * Reads what a clone needs, in one read-only snapshot.
 * @throws UNAVAILABLE where the server can't be reached; UNGUARDED where there is no such serving role yet
 */
export async function readBlueprint(options: BlueprintOptions): Promise<Blueprint> {
  return asOwner(options.warehouse, options.url, async (client) => {
    await client.query('begin transaction isolation level repeatable read, read only')
    // From here on every name is printed with its schema.
    await client.query(`set local search_path = ''`)
    const blueprint = await read(client, options)
    await client.query('rollback')
    return blueprint
  })
}

async function read(
  client: ClientBase,
  { warehouse, serveUrl, operatorUrl, models }: BlueprintOptions,
): Promise<Blueprint> {
  const roles = await readRoles(client)
  const serve = existing(roleOf(serveUrl)?.name, roles, warehouse)
  const operator = operatorUrl === undefined ? undefined : roleOf(operatorUrl)?.name
  const all = {
    relations: await readRelations(client, serve, await readShapes(client)),
    functions: await readFunctions(client),
    types: await readTypes(client),
  }
  const reached = reachable(all, models, warehouse)
  const database = await readDatabase(client)
  const schemas = await readSchemas(client)
  const memberships = await readMemberships(client)
  const found = {
    ...reached,
    relations: reached.relations.filter(({ foreign }) => !foreign),
    schemas: schemas.filter(({ name }) => name === 'public' || usesOf(reached).has(name)),
  }
  const involved = withGroups(
    [
      serve,
      ...(operator !== undefined && roles.has(operator) ? [operator] : []),
      ...namesIn(found, database),
    ],
    memberships,
  )
  return Object.freeze({
    warehouse,
    serve,
    ...(operator !== undefined && roles.has(operator) ? { operator } : {}),
    sessions: { ...sessionOf('serve', serveUrl), ...sessionOf('operator', operatorUrl) },
    roles: [...roles.values()].filter(({ name }) => involved.has(name)),
    memberships: memberships.filter(({ group, member }) => involved.has(group) && involved.has(member)),
    ...database,
    extensions: await readExtensions(client),
    collations: await readCollations(client),
    ...found,
    unprovable: reached.relations.filter(({ foreign }) => foreign).map(foreignTable),
  })
}

function sessionOf(as: 'serve' | 'operator', url: string | undefined): Blueprint['sessions'] {
  const options = url === undefined ? null : new URL(url).searchParams.get('options')
  return options === null ? {} : { [as]: options }
}

function usesOf({ relations, functions, types }: Reached<RelationPlan>): ReadonlySet<string> {
  return new Set([...relations, ...functions, ...types].map(({ schema }) => schema))
}

/** Every role that something of the clone belongs to, is granted to, or has a policy for. */
function namesIn(
  { relations, functions, types, schemas }: Pick<Blueprint, 'relations' | 'functions' | 'types' | 'schemas'>,
  { owner, grants }: DatabaseFacts,
): readonly string[] {
  const granted = (list: readonly Grant[]) => list.map(({ to }) => to)
  return [
    owner,
    ...granted(grants),
    ...types.map((type) => type.owner),
    ...[...relations, ...functions, ...schemas].flatMap((one) => [one.owner, ...granted(one.grants)]),
    ...relations.flatMap(({ policies }) => policies.flatMap(({ roles }) => roles)),
  ]
}

function existing(name: string | undefined, roles: ReadonlyMap<string, RolePlan>, warehouse: string): string {
  if (name !== undefined && roles.has(name)) return name
  throw new SluiceError('UNGUARDED', {
    what: `The serving role ${quoted(name ?? '')} doesn't exist`,
    where: `Warehouse "${warehouse}"`,
    expected: 'the role that answers are read with',
    cure: 'Run `sluice guard --apply`, which makes it, or mend the address in sluice.yaml',
  })
}

function foreignTable(relation: RelationPlan): Unprovable {
  return {
    what: `foreign table ${quoted(relation.schema, relation.name)}`,
    why: 'its rows are on another server, which is not cloned',
    cure: 'Let the model stand on a table; what reads a foreign table is not proven',
  }
}
