import { Faults, type Fault } from '../base/fault.ts'
import type { Models } from '../model/model.ts'
import { bindModels, type Inspectable } from './check/bind.ts'
import { checkDimensions } from './check/dimensions.ts'
import { checkExpressions } from './check/expressions.ts'
import { checkKeys } from './check/keys.ts'
import { checkLinks } from './check/links.ts'

export interface Checked {
  readonly faults: readonly Fault[]
  /**
   * Fields declared with `!`, as `Model.field`, whose column the warehouse itself keeps from being null. Others that
   * are required (of a view, of SQL, computed) may turn out null, and whoever answers must be ready for it.
   */
  readonly assured: ReadonlySet<string>
}

/**
 * Holds models against the warehouses that they are bound to. Reads catalogs only, never a row.
 * @throws UNAVAILABLE where a warehouse doesn't answer
 */
export async function checkModels(
  models: Models,
  warehouses: ReadonlyMap<string, Inspectable>,
): Promise<Checked> {
  const faults = new Faults()
  const bound = await bindModels(models, warehouses, faults)
  const assured = new Set<string>()
  for (const one of bound.values()) {
    checkKeys(one, bound, faults)
    checkLinks(one, bound, faults)
    for (const name of checkDimensions(one, models, faults)) assured.add(`${one.model.name}.${name}`)
  }
  await checkExpressions(bound, faults)
  return { faults: faults.found, assured }
}
