import type { Models } from '../../model/model.ts'
import type { RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Pointer } from './links.ts'
import type { Sources } from './sources.ts'

// A cell is a combination of values, those of pointed-to rows included: of so many alike rows one has enough even where
// these differ in two or three ways.
const TIMES = 4

/**
 * How many rows beyond the usual a table gets, all alike but for keys and pointers: where a model is only told in groups,
 * no group of a few random rows would ever be told, and nothing would be tried.
 */
export function crowdsOf(
  sources: Sources,
  models: Models,
  pointers: readonly Pointer[],
): ReadonlyMap<RelationPlan, number> {
  const crowds = new Map<RelationPlan, number>()
  const add = (table: RelationPlan, size: number) =>
    crowds.set(table, Math.max(size * TIMES, crowds.get(table) ?? 0))
  for (const model of models.byName.values()) {
    if (model.minGroup === undefined) continue
    const tables = new Set(sources.below(model))
    for (const table of tables) {
      add(table, model.minGroup.size)
      for (const { from, to } of pointers) if (from === table) tables.add(to)
    }
  }
  return crowds
}
