import type { Faults } from '../../base/fault.ts'
import type { Link } from '../../model/model.ts'
import { missingColumn, type Bound } from './bind.ts'
import { isUnique, uniqueSets } from './keys.ts'
import { comparable } from './carry.ts'

/** Checks that links have their columns, that these can be compared, and that to-one means one. */
export function checkLinks(bound: Bound, all: ReadonlyMap<string, Bound>, faults: Faults): void {
  for (const link of bound.model.fields.values()) {
    const target = link.is === 'link' ? all.get(link.to) : undefined
    if (link.is === 'link' && target) checkLink(bound, link, target, faults)
  }
}

function checkLink(bound: Bound, link: Link, target: Bound, faults: Faults): void {
  const role = `The link "${link.name}"`
  let whole = true
  for (const { here, there } of link.on) {
    const missing = [missingColumn(bound, here, link.at, role), missingColumn(target, there, link.at, role)]
    for (const fault of missing) if (fault) faults.add(fault)
    const [left, right] = [bound.columns.get(here), target.columns.get(there)]
    if (!left || !right) {
      whole = false
    } else if (!comparable(left, right)) {
      faults.add({
        what: `${role} compares "${here}" (${left.type}) with "${there}" (${right.type}) of ${target.model.name}`,
        at: link.at,
        expected: 'columns of the same type',
        cure: 'Correct the columns, or cast one of them in the warehouse',
      })
    }
  }
  const there = link.on.map((pair) => pair.there)
  if (!whole || link.many || isUnique(target, there) !== false) return
  // A second row there would double sums, and could be another tenant's.
  faults.add({
    what: `${role} leads to one ${target.model.name}, but (${there.join(', ')}) is not unique there`,
    at: link.at,
    expected: uniqueSets(target),
    cure: `Link to a unique key of ${target.model.name}, with its tenant column if that is part of it`,
  })
}
