import type { Attack } from './attack.ts'
import { packed } from './pack.ts'

const ends = [
  ['after', 'first'],
  ['before', 'last'],
] as const

export const cursors: Attack = {
  name: 'cursors',
  about: 'pages that begin where another tenant’s page ended, or nowhere',
  attempts: (ground) => {
    const parts = ground.roots.flatMap((root) => {
      const known = ground.harvest.cursorsOf(root.field.name).map(({ cursor }) => cursor)
      if (known.length === 0) return []
      const forged = [`${known[0]}A`, 'WyIxIl0.AAAAAAAAAAAAAAAAAAAAAA', '']
      return [...known, ...forged].flatMap((cursor) =>
        ends.map(([from, size]) => {
          const args = { [from]: cursor, [size]: 2 }
          const rank = known.includes(cursor) ? (0 as const) : (1 as const)
          return [root, { covers: `${root.field.name}(${from})`, args, select: '', rank }] as const
        }),
      )
    })
    // One cursor that is refused takes its whole request with it, so each goes alone.
    return parts.flatMap((part) => packed(ground, { attack: 'cursors' }, [part]))
  },
}
