import { isExtreme, type Attack } from './attack.ts'
import { packed } from './pack.ts'
import { givable, isLookup } from '../requests/roots.ts'

export const givenArguments: Attack = {
  name: 'arguments',
  about:
    'every argument: each comparator of each field, orders, pages, zones, with values of one’s own rows and of others’',
  attempts: (ground) => {
    if (!isExtreme(ground)) return []
    const parts = ground.roots
      .filter(({ field }) => !isLookup(field))
      .flatMap((root) => givable(ground, root.field).map((feature) => [root, feature] as const))
    return packed(ground, { attack: 'arguments' }, parts)
  },
}
