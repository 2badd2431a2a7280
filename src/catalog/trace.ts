import { nameOf, type FieldOrigin, type Ingredient, type Use } from './lineage.ts'

/** An ingredient of a field, or of what it is made of. */
export interface Traced extends Ingredient {
  /** Whether the field itself names it. */
  readonly direct: boolean
}

/** Everything that a field comes from, each once: what it names first, then what that is made of, and so on. */
export function trace({ from }: FieldOrigin): readonly Traced[] {
  const found = new Map<string, Traced>()
  const queue: Traced[] = from.map((one) => ({ ...one, direct: true }))
  for (const one of queue) {
    const name = nameOf(one)
    if (found.has(name)) continue
    found.set(name, one)
    if (one.origin.is === 'field') {
      for (const next of one.origin.from)
        queue.push({ ...next, use: through(one.use, next.use), direct: false })
    }
  }
  return [...found.values()]
}

/** What makes up a filter filters, whatever it is to the filter. */
function through(outer: Use, inner: Use): Use {
  return outer === 'VALUE' ? inner : outer
}
