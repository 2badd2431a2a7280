import type { RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Pointer } from './links.ts'

/** What is pointed to comes before what points there. Round a circle, pointers that may be left empty come second. */
export function ordered(
  tables: readonly RelationPlan[],
  pointers: readonly Pointer[],
): readonly RelationPlan[] {
  const from = Map.groupBy(pointers, (pointer) => pointer.from)
  const order = new Set<RelationPlan>()
  const visit = (table: RelationPlan, trail: ReadonlySet<RelationPlan>) => {
    if (order.has(table) || trail.has(table)) return
    const below = new Set([...trail, table])
    const firm = (from.get(table) ?? []).toSorted((a, b) => Number(loose(a)) - Number(loose(b)))
    for (const { to } of firm) visit(to, below)
    order.add(table)
  }
  for (const table of tables) visit(table, new Set())
  return [...order]
}

/** Whether a row may point to none. */
export function loose({ from, columns }: Pointer): boolean {
  return columns.some((column) => from.columns.find(({ name }) => name === column)?.nullable)
}
