import { asked, type Attack } from './attack.ts'
import { isLookup, selectable } from './roots.ts'
import { write } from './write.ts'

const mediaTypes = ['text/csv', 'application/jsonl'] as const

export const exports: Attack = {
  name: 'exports',
  about: 'the same rows as a file, CSV and JSON lines',
  attempts: (ground) =>
    ground.roots
      .filter(({ field }) => !isLookup(field))
      .flatMap(({ field }) =>
        selectable(ground, field)
          .filter(({ rank }) => rank < 2)
          .flatMap((feature) =>
            mediaTypes.map((accept) => ({
              attack: 'exports',
              outlet: 'export' as const,
              covers: [feature.covers],
              rank: feature.rank === 0 ? (0 as const) : (2 as const),
              request: asked(ground.roles, { ...write([[{ field, base: '' }, feature]], false) }, { accept }),
            })),
          ),
      ),
}
