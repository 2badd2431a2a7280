import type { Attack } from './attack.ts'
import { packed } from './pack.ts'
import { isLookup } from '../requests/roots.ts'
import { rootModel } from '../requests/step.ts'

export const lookups: Attack = {
  name: 'look-ups',
  about: 'one row by its key, for keys of every tenant',
  attempts: (ground) => {
    const parts = ground.roots.flatMap((root) => {
      const model = rootModel(ground.models, root.field.name)
      if (!isLookup(root.field) || !model) return []
      return ground.harvest.keysOf(model.name).map(([, key]) => {
        const feature = { covers: `${root.field.name}(…)`, args: key, select: '', rank: 0 } as const
        return [root, feature] as const
      })
    })
    return packed(ground, { attack: 'look-ups' }, parts)
  },
}
