import type { Catalog } from './catalog.ts'
import type { Demand } from './demand.ts'
import type { Policy, RelationFact } from './fact.ts'
import type { Gap } from './gap.ts'
import { quoted } from './name.ts'
import { createPolicy, dropPolicy, fulfils } from './policy.ts'

/** The roles that the policies are for. */
export interface Readers {
  readonly serve: string
  readonly operator: string | undefined
}

/** What is missing at one relation that a model reads, its partitions included. */
export function relationGaps(demand: Demand, catalog: Catalog, readers: Readers): readonly Gap[] {
  const { relation } = demand
  if (relation.kind === 'v') return viewGaps(demand, readers)
  const gaps = demand.tenant === undefined && demand.unknown === undefined ? [] : tenantGaps(demand, readers)
  const partitions = relation.children.flatMap((oid) =>
    childGaps(demand, catalog.relations.get(oid), readers),
  )
  // What no statement can guard, nobody is let into: its rows would be open to SQL, though no model of it is served.
  const open = gaps.some(({ sql }) => sql.length === 0)
  return [...gaps, ...partitions, ...(open ? [] : grantGaps(demand, readers))]
}

function tenantGaps(demand: Demand, readers: Readers): readonly Gap[] {
  const { model, relation, unknown } = demand
  const table = nameOf(relation)
  if (relation.kind === 'm' || relation.kind === 'f') {
    const kind = relation.kind === 'm' ? 'materialized view' : 'foreign table'
    return [
      {
        group: 'tables',
        model,
        what: `${table} is a ${kind}, which can't have row-level security`,
        why: 'its rows would be open to every tenant',
        sql: [],
        cure: `Copy it into a table and let the model's source be that, or take it from the model and revoke select on ${table} from ${quoted(readers.serve)}`,
      },
    ]
  }
  if (unknown !== undefined) {
    return [
      {
        group: 'tables',
        model,
        what: `${table} is read for a tenant's model, but ${unknown}`,
        why: 'without a tenant its rows would be open to every tenant',
        sql: [],
        cure: `Declare a model with source: "${relation.schema}.${relation.name}" and its tenant, or with shared: true if all tenants may see all of it`,
      },
    ]
  }
  return guardGaps(demand, relation, readers)
}

/** Policies first, then the switch that makes them count: nobody else is locked out in between. */
function guardGaps(demand: Demand, relation: RelationFact, readers: Readers): readonly Gap[] {
  const table = nameOf(relation)
  const gaps: Gap[] = []
  const add = (what: string, why: string, sql: readonly string[]) =>
    gaps.push({ group: 'tables', model: demand.model, what, why, sql })
  for (const [policy, why] of policiesOf(demand, relation, readers)) {
    const fact = relation.policies.find(({ name }) => name === policy.name)
    if (fulfils(fact, policy)) continue
    const what =
      fact === undefined
        ? `has no policy ${policy.name}`
        : `has a policy ${policy.name} that isn't what this model needs`
    const drop = fact === undefined ? [] : [dropPolicy(policy.name, table)]
    add(`${table} ${what}`, why, [...drop, createPolicy(policy, table)])
  }
  if (!relation.enabled) {
    add(`${table} has no row-level security`, 'policies count only where it is enabled', [
      `alter table ${table} enable row level security`,
    ])
  }
  if (!relation.forced) {
    add(
      `${table} doesn't force row-level security`,
      'without FORCE whatever runs as the owner passes by it',
      [`alter table ${table} force row level security`],
    )
  }
  return gaps
}

function policiesOf(
  demand: Demand,
  relation: RelationFact,
  { serve, operator }: Readers,
): readonly [Policy, string][] {
  const open = { restrictive: false, using: 'true' } as const
  const others = relation.others.includes('public') ? ['public'] : relation.others
  const policies: [Policy, string][] = [
    [
      { ...open, name: 'sluice_owner', command: 'ALL', roles: [...new Set([relation.owner, ...others])] },
      'the owner, and who else had privileges here, go on as before',
    ],
    [
      { ...open, name: 'sluice_read', command: 'SELECT', roles: [serve] },
      'the serving role may read, within the next policy',
    ],
    [
      {
        name: 'sluice_tenant',
        restrictive: true,
        command: 'ALL',
        roles: [serve],
        using: demand.tenant ?? 'false',
      },
      `the serving role sees the rows of the transaction's tenant, whatever other policies allow`,
    ],
  ]
  if (operator !== undefined && operator !== serve) {
    policies.push([
      { ...open, name: 'sluice_operator', command: 'SELECT', roles: [operator] },
      'syncs with scope OPERATOR read all tenants',
    ])
  }
  return policies
}

/** A parent's policies don't hold for who reads a partition itself: nobody of ours may, or it is guarded alike. */
function childGaps(demand: Demand, child: RelationFact | undefined, readers: Readers): readonly Gap[] {
  if (child === undefined || !child.serve.select || demand.tenant === undefined) return []
  if (child.kind === 'f' || child.kind === 'm') return tenantGaps({ ...demand, relation: child }, readers)
  const gaps = guardGaps(demand, child, readers)
  if (gaps.length === 0) return []
  const table = nameOf(child)
  const what = `The partition ${table} of ${nameOf(demand.relation)} can be read past its parent's row-level security`
  return gaps.map((gap) => ({ ...gap, what: `${what}: ${gap.what}` }))
}

function viewGaps(demand: Demand, readers: Readers): readonly Gap[] {
  const { model, relation } = demand
  const view = nameOf(relation)
  const gaps: Gap[] = []
  if (!relation.invoker) {
    gaps.push({
      group: 'tables',
      model,
      what: `The view ${view} reads with its owner's rights (it isn't security_invoker)`,
      why: 'such a view passes by the row-level security of the tables below it',
      sql: [`alter view ${view} set (security_invoker = true)`],
    })
  }
  return [...gaps, ...grantGaps(demand, readers)]
}

function grantGaps({ model, relation }: Demand, { serve, operator }: Readers): readonly Gap[] {
  const name = nameOf(relation)
  const lacking = [
    ...(relation.serve.select ? [] : [serve]),
    ...(operator === undefined || operator === serve || relation.operator.select ? [] : [operator]),
  ]
  return lacking.map((role) => ({
    group: 'privileges' as const,
    model,
    what: `${quoted(role)} may not read ${name}`,
    why: 'it reads what the models stand on, and nothing else',
    sql: [
      `grant usage on schema ${quoted(relation.schema)} to ${quoted(role)}`,
      `grant select on ${name} to ${quoted(role)}`,
    ],
  }))
}

export function nameOf(relation: RelationFact): string {
  return quoted(relation.schema, relation.name)
}
