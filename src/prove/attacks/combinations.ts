import { isExtreme, type Attack, type Ground } from './attack.ts'
import { together, type Feature } from '../requests/feature.ts'
import { packed } from './pack.ts'
import { givable, isLookup, selectable } from '../requests/roots.ts'
import type { Root } from '../requests/write.ts'

/** Pairs of one root field that are drawn; how many of them are sent, the budget says. */
const PER_ROOT = 600

export const combinations: Attack = {
  name: 'combinations',
  about:
    'two of these at a time, drawn by the seed, with the values in variables so that requests share plans',
  attempts: (ground) => {
    if (!isExtreme(ground)) return []
    const parts = ground.roots
      .filter(({ field }) => !isLookup(field))
      .flatMap((root) => pairsOf(ground, root).map((feature) => [root, feature] as const))
    return packed(ground, { attack: 'combinations', inVariables: true }, ground.random.shuffled(parts))
  },
}

function pairsOf(ground: Ground, { field }: Root): readonly Feature[] {
  const [first, ...rest] = [...givable(ground, field), ...selectable(ground, field)]
  if (!first) return []
  const all = [first, ...rest] as const
  const drawn = Array.from({ length: PER_ROOT }, () =>
    together(ground.random.among(all), ground.random.among(all)),
  )
  const known = new Map(drawn.flatMap((pair) => (pair ? [[pair.covers, pair] as const] : [])))
  return [...known.values()]
}
