import type { Selection } from '../../../../src/engine/query.ts'

/** Selections under names of their own: a name that is taken gets a number. */
export function distinctNames(select: readonly Selection[]): readonly Selection[] {
  const taken = new Set<string>()
  return select.map((selection) => {
    let as = selection.as
    for (let i = 2; taken.has(as); i++) as = `${selection.as}_${i}`
    taken.add(as)
    return { ...selection, as }
  })
}
