import { linksOf, type ModelSpec } from './spec.ts'

/** The shortest ways along to-one links from one model to another. */
export function shortestWays(
  models: readonly ModelSpec[],
  from: ModelSpec,
  to: string,
): readonly (readonly string[])[] {
  let reached: readonly { readonly model: ModelSpec; readonly way: readonly string[] }[] = [
    { model: from, way: [] },
  ]
  for (let steps = 0; steps <= models.length; steps++) {
    const there = reached.filter(({ model }) => model.name === to)
    if (there.length > 0) return there.map(({ way }) => way)
    reached = reached.flatMap(({ model, way }) =>
      linksOf(model, false).flatMap((link) =>
        models.filter(({ name }) => name === link.to).map((model) => ({ model, way: [...way, link.name] })),
      ),
    )
  }
  return []
}
