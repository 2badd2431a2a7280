import type { Attack } from './attack.ts'
import { packed } from './pack.ts'
import { isLookup, selectable } from '../requests/roots.ts'

export const selections: Attack = {
  name: 'selections',
  about:
    'every field, alone and with its fellows, along every path of up to two links, with each of its arguments',
  attempts: (ground) =>
    packed(
      ground,
      { attack: 'selections' },
      ground.roots
        .filter(({ field }) => !isLookup(field))
        .flatMap(({ field }) =>
          selectable(ground, field).map((feature) => [{ field, base: '' }, feature] as const),
        ),
    ),
}
