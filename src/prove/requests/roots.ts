import { getNamedType, isObjectType, type GraphQLSchema } from 'graphql'
import { isIntrospection } from '../../documents/index.ts'
import type { ApiField, Feature } from './feature.ts'
import { selections, type Reach, type Selected } from './select.ts'
import { rootModel } from './step.ts'
import { valuesOf, type Place } from './values.ts'
import type { Root } from './write.ts'

/** What values can be found by. */
type Known = Pick<Place, 'models' | 'harvest'>

/** The root fields that give rows. */
export function rootFields(schema: GraphQLSchema): readonly ApiField[] {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {})
  return fields.filter(({ name }) => !isIntrospection(name))
}

/** What stands at a root field, for values that hit. */
export function placeOf({ models, harvest }: Known, field: ApiField): Place {
  return { models, harvest, model: rootModel(models, field.name), field: undefined }
}

/** A look-up takes a key; everything else is asked for without. */
export function isLookup({ args }: ApiField): boolean {
  return args.length > 0 && args.every(({ name }) => !['first', 'limit'].includes(name))
}

const LINKS = 2

/** Everything that can be selected below a root field, as features. */
export function selectable(
  ground: Known,
  field: ApiField,
  reach: Reach = { links: LINKS, args: true },
): readonly Feature[] {
  const type = getNamedType(field.type)
  if (!isObjectType(type)) return []
  return selections(type, placeOf(ground, field), reach).map((one) => ({
    covers: one.covers,
    args: {},
    select: one.text,
    rank: rankOf(one),
  }))
}

function rankOf({ whole, hops }: Selected): Feature['rank'] {
  if (whole) return hops < LINKS ? 0 : 1
  return hops === 0 ? 1 : 2
}

const cursors = new Set(['after', 'before'])

/** Each argument of a root field with each kind of value, `most` links deep; cursors have an attack of their own. */
export function givable(ground: Known, field: ApiField, most = 1): readonly Feature[] {
  return field.args
    .filter(({ name }) => !cursors.has(name))
    .flatMap(({ name, type }) =>
      valuesOf(type, placeOf(ground, field), most).map(({ covers, value, depth }) => ({
        covers: `${field.name}(${name}${covers})`,
        args: { [name]: value },
        select: '',
        rank: depth === 0 ? (1 as const) : (2 as const),
      })),
    )
}

/** What is asked for at a root whatever else is: its plain fields, and those one wrapper below. */
export function bases(ground: Known, field: ApiField): readonly Feature[] {
  return selectable(ground, field, { links: 0, args: false }).filter(({ rank }) => rank === 0)
}

export function rootOf(field: ApiField, base: readonly Feature[]): Root {
  return { field, base: base.map(({ select }) => select).join(' ') }
}
