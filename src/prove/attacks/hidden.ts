import type { Attack, Ground } from './attack.ts'
import type { ApiField, Feature } from '../requests/feature.ts'
import { packed } from './pack.ts'
import { givable, rootFields, selectable } from '../requests/roots.ts'

export const hidden: Attack = {
  name: 'hidden fields',
  about: 'fields, conditions and orders that other roles see and these don’t',
  attempts: (ground) => {
    const seen = new Map(rootFields(ground.schema).map((field) => [field.name, field]))
    const parts = rootFields(ground.whole).flatMap((field) =>
      unseen(ground, field, seen.get(field.name)).map(
        (feature) => [{ field, base: '__typename' }, feature] as const,
      ),
    )
    return parts.flatMap((part) =>
      packed(ground, { attack: 'hidden fields' }, [part]).map((one) => ({ ...one, refused: true as const })),
    )
  },
}

/** What a root field can do with all roles and can't with these. */
function unseen(ground: Ground, whole: ApiField, own: ApiField | undefined): readonly Feature[] {
  const features = (field: ApiField) => [
    ...selectable(ground, field, { links: 1, args: false }),
    ...givable(ground, field),
  ]
  const known = new Set(own ? features(own).map(({ covers }) => covers) : [])
  // Several fields at once are refused for one of them: each has to be refused by itself.
  const missing = features(whole).filter(({ covers }) => !known.has(covers) && !covers.includes(' '))
  // One comparator of a field will do: they are all there or none is.
  const first = new Map(
    missing.map((feature) => [feature.covers.replace(/\.\w+\)$/, ')'), { ...feature, rank: 1 as const }]),
  )
  return [...first.values()]
}
