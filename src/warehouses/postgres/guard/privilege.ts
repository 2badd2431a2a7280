import type { Catalog } from './catalog.ts'
import type { Demand } from './demand.ts'
import type { Gap } from './gap.ts'
import { quoted } from './name.ts'
import { nameOf } from './relation.ts'

/**
 * The serving role's world is closed: it reads the models' relations and writes nowhere. So an expression that reaches
 * for another table, by mistake or by malice, is refused by the server.
 */
export function privilegeGaps(demands: readonly Demand[], catalog: Catalog, serve: string): readonly Gap[] {
  const known = new Set(demands.flatMap(({ relation }) => [relation.oid, ...relation.children]))
  const role = quoted(serve)
  return [...catalog.relations.values()].flatMap((relation): readonly Gap[] => {
    const name = nameOf(relation)
    const open = relation.others.includes('public')
    const gap = (what: string, rights: string, why: string): Gap => ({
      what: `The serving role ${role} may ${what} ${name}`,
      why,
      sql: open ? [] : [`revoke ${rights} on ${name} from ${role}`],
      ...(open ? { cure: `Everybody may. Run as the owner: revoke ${rights} on ${name} from public` } : {}),
    })
    const gaps: Gap[] = []
    if (relation.serve.write) {
      gaps.push(gap('write to', 'insert, update, delete, truncate', 'the serving role only reads'))
    }
    if (relation.serve.select && !known.has(relation.oid) && !relation.extension) {
      gaps.push(gap('read', 'select', 'no model stands on it, so nothing keeps tenants apart there'))
    }
    return gaps
  })
}
