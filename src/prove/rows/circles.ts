import type { RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Random } from '../random.ts'
import type { Pointer } from './links.ts'
import { loose } from './order.ts'
import type { Draft } from './table.ts'

/**
 * Pointers to what was made later were left empty: most of them are set now. Columns that are part of a key, or that
 * say the tenant, stay as they are.
 */
export function closeCircles(
  made: ReadonlyMap<RelationPlan, readonly Draft[]>,
  pointers: readonly Pointer[],
  random: Random,
): void {
  const order = [...made.keys()]
  for (const pointer of pointers) {
    if (order.indexOf(pointer.to) <= order.indexOf(pointer.from) || !loose(pointer)) continue
    const keys = new Set(pointer.from.keys.flatMap(({ columns }) => columns))
    if (pointer.columns.some((column) => keys.has(column))) continue
    for (const draft of made.get(pointer.from) ?? [])
      close(draft, pointer, made.get(pointer.to) ?? [], random)
  }
}

function close(
  draft: Draft,
  { columns, there }: Pointer,
  candidates: readonly Draft[],
  random: Random,
): void {
  if (random.below(5) === 0) return
  const fitting = candidates.filter(
    (candidate) =>
      (candidate.tenant === draft.tenant || candidate.tenant === undefined) &&
      columns.every((column, i) => {
        const value = draft.values.get(column)
        return value == null || value === candidate.values.get(there[i] ?? '')
      }),
  )
  const chosen = fitting[random.below(fitting.length)]
  if (chosen === undefined) return
  columns.forEach((column, i) => draft.values.set(column, chosen.values.get(there[i] ?? '') ?? null))
}
