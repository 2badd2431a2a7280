import type { ClientBase } from 'pg'
import type { Clock } from '../../../base/clock.ts'
import { SluiceError } from '../../../base/errors.ts'
import type { Models } from '../../../model/model.ts'
import type { Guard, GuardFinding, GuardWish } from '../../contract.ts'
import type { ContextSigner } from '../context.ts'
import { asOwner } from '../owner.ts'
import { readCatalog } from './catalog.ts'
import { demandsOf } from './demand.ts'
import { findingOf, stepsOf, type Gap } from './gap.ts'
import { quoted } from './name.ts'
import { privilegeGaps } from './privilege.ts'
import { relationGaps } from './relation.ts'
import { roleOf, type Role } from './role.ts'
import { passwordGap, roleGaps, versionGaps, type Purpose } from './roles.ts'
import { clockGaps } from './clock.ts'
import { applyAll } from './run.ts'
import { keysText, scriptText } from './script.ts'
import { sealGaps } from './seal.ts'

export interface GuardOptions {
  readonly name: string
  readonly url: string
  readonly operatorUrl?: string
  readonly ownerUrl?: string
  readonly signer: ContextSigner
  readonly clock?: Clock
}

/**
 * Wall 3 on PostgreSQL. One list of gaps serves all three: `plan` tells the statements that close them, `apply` runs
 * these, `verify` tells the gaps. The roles are those that the addresses name; the guard makes them where they lack.
 */
export function guardOf(options: GuardOptions): Guard {
  const { name, url, ownerUrl } = options
  return {
    plan: async (models, wish) => {
      if (ownerUrl === undefined && (await refusalOf(name, url)) !== undefined) throw blind(name)
      return asOwner(name, ownerUrl ?? url, async (client) =>
        (await look(client, models, wish)).flatMap(stepsOf),
      )
    },
    apply: async (models, wish) => {
      if (ownerUrl === undefined) throw ownerless(name)
      return asOwner(name, ownerUrl, (client) =>
        applyAll(client, name, (round) => gapsOf(client, models, wish, round)),
      )
    },
    script: (steps) => scriptText(name, steps),
    keys: (steps) => keysText(name, steps),
    verify: async (models) => {
      const refused = await refusalOf(name, url)
      if (refused !== undefined) {
        const missing = ownerUrl !== undefined && (await lacks(name, ownerUrl, roleOf(url)?.name ?? ''))
        return [missing ? { ...refused, unapplied: true } : refused]
      }
      return asOwner(name, url, async (client) => (await look(client, models)).map(findingOf))
    },
  }

  async function look(client: ClientBase, models: Models, wish?: GuardWish): Promise<readonly Gap[]> {
    await client.query('begin transaction isolation level repeatable read, read write')
    try {
      return await gapsOf(client, models, wish)
    } finally {
      await client.query('rollback')
    }
  }

  async function gapsOf(
    client: ClientBase,
    models: Models,
    wish?: GuardWish,
    round = 0,
  ): Promise<readonly Gap[]> {
    const serve = named(url, name, 'url')
    const operator =
      options.operatorUrl === undefined ? undefined : named(options.operatorUrl, name, 'operator')
    const readers = { serve: serve.name, operator: operator?.name }
    const gaps: Gap[] = [...(await versionGaps(client)), ...(await roleGaps(client, serve, 'serving'))]
    if (operator?.name === serve.name) gaps.push(oneRole(serve.name, name))
    else if (operator !== undefined) gaps.push(...(await roleGaps(client, operator, 'operator')))
    // A role that was made a round ago can't log in before that is committed.
    if (ownerUrl !== undefined && round === 0)
      gaps.push(
        ...(await passwordGaps(client, [
          [url, serve, 'serving'],
          [options.operatorUrl, operator, 'operator'],
        ])),
      )
    gaps.push(
      ...(await sealGaps(client, serve.name, options.signer, wish)),
      ...(await clockGaps(client, options.clock)),
    )
    const catalog = await readCatalog(client, models, name, readers)
    for (const model of models.byName.values()) {
      if (model.warehouse !== name) continue
      const fault = catalog.faultOf(model)
      if (fault !== undefined) gaps.push(unread(model.name, fault))
      for (const definer of catalog.definersOf(model)) gaps.push(definerGap(model.name, definer))
    }
    const demands = demandsOf(models, name, catalog)
    for (const demand of demands) gaps.push(...relationGaps(demand, catalog, readers))
    return [...gaps, ...privilegeGaps(demands, catalog, readers)]
  }

  async function passwordGaps(
    client: ClientBase,
    logins: readonly (readonly [string | undefined, Role | undefined, Purpose])[],
  ): Promise<readonly Gap[]> {
    const gaps: Gap[] = []
    for (const [address, role, purpose] of logins) {
      if (address === undefined || role === undefined || (await refusalOf(name, address)) === undefined)
        continue
      const gap = await passwordGap(client, role, purpose)
      if (gap !== undefined) gaps.push(gap)
    }
    return gaps
  }
}

/** Whether the role can log in at all. @throws UNAVAILABLE where it isn't the role that is at fault */
async function refusalOf(warehouse: string, url: string): Promise<GuardFinding | undefined> {
  try {
    await asOwner(warehouse, url, (client) => client.query('select 1'))
    return undefined
  } catch (error) {
    const state =
      error instanceof SluiceError ? (error.cause as { code?: unknown } | undefined)?.code : undefined
    if (typeof state !== 'string' || !state.startsWith('28')) throw error
    return {
      what: `The role ${quoted(roleOf(url)?.name ?? '')} can't log in`,
      cure: 'Run `sluice guard --apply` with an owner, or mend the address in sluice.yaml',
    }
  }
}

/** Whether the server has no such role; false where the owner can't be asked. */
async function lacks(warehouse: string, ownerUrl: string, role: string): Promise<boolean> {
  const query = 'select from pg_roles where rolname = $1'
  return await asOwner(warehouse, ownerUrl, (client) => client.query(query, [role])).then(
    ({ rowCount }) => rowCount === 0,
    () => false,
  )
}

function unread(model: string, fault: string): Gap {
  return {
    group: 'tables',
    model,
    what: `What this model reads can't be seen: ${fault}`,
    why: 'a model whose tables are unknown cannot be guarded',
    sql: [],
    cure: 'Mend the source of the model, or let the role look: grant usage on its schema and temporary on the database',
  }
}

function definerGap(model: string, definer: string): Gap {
  return {
    group: 'tables',
    model,
    what: `It calls ${definer}, a SECURITY DEFINER function`,
    why: 'such a function reads with the rights of its owner, past row-level security',
    sql: [],
    cure: `Run as the owner: alter function ${definer} security invoker; or take it from the model`,
  }
}

function oneRole(role: string, warehouse: string): Gap {
  return {
    group: 'roles',
    what: `The operator role is the serving role ${quoted(role)}`,
    why: 'it sees no row of any tenant, so that a sync would take every record for gone',
    sql: [],
    cure: `Give warehouses.${warehouse}.operator in sluice.yaml a role of its own, or leave it out`,
  }
}

function named(url: string, warehouse: string, key: string): Role {
  const role = roleOf(url)
  if (role !== undefined) return role
  throw new SluiceError('INVALID_PROJECT', {
    what: 'The address names no user',
    where: `warehouses.${warehouse}.${key}`,
    expected: 'postgres://user:password@host:port/database',
    cure: 'Put the name of the role into the address',
  })
}

function blind(warehouse: string): SluiceError {
  return new SluiceError('INVALID_PROJECT', {
    what: 'The serving role can’t log in, and no owner is configured who could look at the database',
    where: `Warehouse "${warehouse}"`,
    expected: 'a role that can log in: as `url`, or as `owner`',
    cure: `Set warehouses.${warehouse}.owner in sluice.yaml: \`sluice guard\` then prints the role’s creation too, and changes nothing`,
  })
}

function ownerless(warehouse: string): SluiceError {
  return new SluiceError('INVALID_PROJECT', {
    what: 'No owner is configured, so the guard cannot be applied',
    where: `Warehouse "${warehouse}"`,
    expected: '`owner`: the address of a role that may alter the tables',
    cure: `Set warehouses.${warehouse}.owner in sluice.yaml, or let the owner run what \`sluice guard\` prints`,
  })
}
