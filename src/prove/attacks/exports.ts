import { asked, type Attack, type Ground } from './attack.ts'
import type { ApiField } from '../requests/feature.ts'
import { isLookup, selectable } from '../requests/roots.ts'
import { write } from '../requests/write.ts'

const mediaTypes = ['text/csv', 'application/jsonl'] as const

/** What can be written row by row. */
const lists = /^(nodes|rows) /

export const exports: Attack = {
  name: 'exports',
  about: 'the same rows as a file, CSV and JSON lines',
  attempts: (ground) =>
    ground.roots.filter(({ field }) => !isLookup(field)).flatMap(({ field }) => ofRoot(ground, field)),
}

function ofRoot(ground: Ground, field: ApiField) {
  const own = exportable(ground, field, 0)
  const linked = exportable(ground, field, 1).filter(
    ({ select }) => !own.some((one) => one.select === select),
  )
  return [...own, ...linked].flatMap((feature) =>
    mediaTypes.map((accept) => ({
      attack: 'exports',
      outlet: 'export' as const,
      covers: [feature.covers],
      rank: own.includes(feature) ? (0 as const) : (1 as const),
      request: asked(ground.roles, { ...write([[{ field, base: '' }, feature]], false) }, { accept }),
    })),
  )
}

function exportable(ground: Ground, field: ApiField, links: number) {
  return selectable(ground, field, { links, args: false }).filter(
    ({ rank, select }) => rank === 0 && lists.test(select),
  )
}
