import { quoted } from '../../guard/name.ts'
import type { ColumnPlan, PolicyPlan, RelationPlan } from '../blueprint.ts'
import { grantsOn, type Names } from './names.ts'
import type { Step } from './step.ts'

/** A relation with its owner and privileges; its rows' guard is a step of its own, for it may stand on more. */
export function relationStep(relation: RelationPlan, names: Names): Step {
  const name = nameOf(relation)
  const create = relation.query === undefined ? tableSql(relation) : [viewSql(relation, names)]
  const kind = relation.query === undefined ? 'table' : relation.kind
  return {
    what: whatIs(relation),
    sql: [
      ...create,
      `alter ${kind} ${name} owner to ${names.role(relation.owner)}`,
      ...grantsOn(`table ${name}`, relation.owner, relation.grants, names),
    ],
  }
}

/** Row security as it is there: flags and policies, each as PostgreSQL printed it. */
export function guardStep(relation: RelationPlan, names: Names): Step | undefined {
  const { security, policies } = relation
  const name = nameOf(relation)
  const sql = [
    ...policies.map((policy) => policySql(policy, name, names)),
    ...(security.enabled ? [`alter table ${name} enable row level security`] : []),
    ...(security.forced ? [`alter table ${name} force row level security`] : []),
  ]
  return sql.length === 0 ? undefined : { what: `the row-level security of ${whatIs(relation)}`, sql }
}

/** A partition for made-up rows that fit into none. Nobody has privileges on it; where there is such a one, it stays. */
export function restStep(
  { schema, name, owner, partitionKey }: RelationPlan,
  names: Names,
): Step | undefined {
  if (partitionKey === undefined) return undefined
  const rest = quoted(schema, `${name.slice(0, 40)}_prove_rest`)
  const sql = [
    `create table ${rest} partition of ${quoted(schema, name)} default`,
    `alter table ${rest} owner to ${names.role(owner)}`,
  ]
  return { what: `partition ${rest}`, sql, optional: true }
}

export function nameOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return quoted(schema, name)
}

export function whatIs(relation: RelationPlan): string {
  const kind = relation.kind === 'partitioned' ? 'table' : relation.kind
  return `${kind} ${nameOf(relation)}`
}

function tableSql(relation: RelationPlan): readonly string[] {
  const { columns, parents, bound, partitionKey, keys } = relation
  const name = nameOf(relation)
  const above = parents.map(nameOf).join(', ')
  const parts = partitionKey === undefined ? '' : ` partition by ${partitionKey}`
  if (bound !== undefined) return [`create table ${name} partition of ${above} ${bound}${parts}`]
  const lines = columns.map(columnSql).join(', ')
  const inherits = parents.length === 0 ? '' : ` inherits (${above})`
  const uniques = keys.map(({ columns: of, primary }) => {
    const list = of.map((column) => quoted(column)).join(', ')
    return `alter table ${name} add ${primary ? 'primary key' : 'unique'} (${list})`
  })
  return [`create table ${name} (${lines})${inherits}${parts}`, ...uniques]
}

// No defaults: every row of a clone is written in full.
function columnSql({ name, type, nullable, collation, generated }: ColumnPlan): string {
  const kind = generated?.stored === false ? 'virtual' : 'stored'
  return [
    `${quoted(name)} ${type}`,
    ...(collation === undefined ? [] : [`collate ${collation}`]),
    ...(generated === undefined ? [] : [`generated always as (${generated.expression}) ${kind}`]),
    ...(nullable ? [] : ['not null']),
  ].join(' ')
}

function viewSql(relation: RelationPlan, names: Names): string {
  const query = names.sql(relation.query ?? '')
  const name = nameOf(relation)
  if (relation.kind === 'materialized view')
    return `create materialized view ${name} as ${query} with no data`
  const options = relation.options.length === 0 ? '' : ` with (${relation.options.join(', ')})`
  return `create view ${name}${options} as ${query}`
}

function policySql(policy: PolicyPlan, table: string, names: Names): string {
  const { restrictive, command, roles, using, check } = policy
  return [
    `create policy ${quoted(policy.name)} on ${table} as ${restrictive ? 'restrictive' : 'permissive'}`,
    `for ${command.toLowerCase()} to ${roles.map((role) => names.role(role)).join(', ')}`,
    ...(using === undefined ? [] : [`using (${names.sql(using)})`]),
    ...(check === undefined ? [] : [`with check (${names.sql(check)})`]),
  ].join(' ')
}
