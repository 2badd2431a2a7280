import type { Catalog } from './catalog.ts'
import type { Privileges, RelationFact } from './fact.ts'
import type { Demand } from './demand.ts'
import type { Gap } from './gap.ts'
import { quoted } from './name.ts'
import { nameOf, type Readers } from './relation.ts'

/**
 * Our roles' world is closed: they read the models' relations and write nowhere. So an expression that reaches for
 * another table, by mistake or by malice, is refused by the server.
 */
export function privilegeGaps(
  demands: readonly Demand[],
  catalog: Catalog,
  readers: Readers,
): readonly Gap[] {
  const known = new Set(demands.flatMap(({ relation }) => [relation.oid, ...relation.children]))
  const { serve, operator } = readers
  return [...catalog.relations.values()].flatMap((relation) => [
    ...excess(relation, relation.serve, 'serving', serve, known),
    ...(operator === undefined || operator === serve
      ? []
      : excess(relation, relation.operator, 'operator', operator, known)),
  ])
}

function excess(
  relation: RelationFact,
  may: Privileges,
  purpose: string,
  name: string,
  known: ReadonlySet<string>,
): readonly Gap[] {
  const role = quoted(name)
  const table = nameOf(relation)
  const open = relation.others.includes('public')
  const gap = (what: string, rights: string, why: string): Gap => ({
    group: 'privileges',
    what: `The ${purpose} role ${role} may ${what} ${table}`,
    why,
    sql: open ? [] : [`revoke ${rights} on ${table} from ${role}`],
    ...(open ? { cure: `Everybody may. Run as the owner: revoke ${rights} on ${table} from public` } : {}),
  })
  const gaps: Gap[] = []
  if (may.write) {
    gaps.push(gap('write to', 'insert, update, delete, truncate', `the ${purpose} role only reads`))
  }
  if (may.select && !known.has(relation.oid) && !relation.extension) {
    gaps.push(gap('read', 'select', 'no model stands on it, so nothing keeps tenants apart there'))
  }
  return gaps
}
