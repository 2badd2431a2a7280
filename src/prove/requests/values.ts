import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql'
import type { Model, Models } from '../../model/model.ts'
import type { Harvest } from './harvest.ts'
import { isHop, stepInto } from './step.ts'

/** A value for an argument, and what of the argument it tries: `.amount.gt`. */
export interface Given {
  readonly covers: string
  readonly value: unknown
  /** How many links and connectives deep it stands. */
  readonly depth: number
}

/** Where a value stands, so that it can be one that hits. */
export interface Place {
  readonly models: Models
  readonly harvest: Harvest
  readonly model: Model | undefined
  readonly field: string | undefined
}

const connectives = new Set(['and', 'or', 'not'])
const MOST_VALUES = 3
const MOST_LABELS = 12
/** Behind a link: of the first tenant, and of the second. */
const MOST_BELOW = 2

/** Values of an input type that together use each of its fields, `most` links deep. Made once for the same place. */
export function valuesOf(type: GraphQLInputType, place: Place, most: number, depth = 0): readonly Given[] {
  const key = [place.model?.name, place.field, most, depth].join(' ')
  return place.harvest.once(type, key, () => makeValues(type, place, most, depth))
}

function makeValues(type: GraphQLInputType, place: Place, most: number, depth: number): readonly Given[] {
  const bare = getNullableType(type)
  if (isListType(bare))
    return valuesOf(bare.ofType, place, most, depth).map((given) => ({
      ...given,
      value: [given.value],
    }))
  if (isInputObjectType(bare)) return objects(bare, place, most, depth)
  const told = isEnumType(bare) ? bare.getValues().map(({ name }) => name) : hitting(place, bare.name)
  const enough = depth > 0 ? MOST_BELOW : isEnumType(bare) ? MOST_LABELS : MOST_VALUES
  return told.slice(0, enough).map((value) => ({ covers: '', value, depth }))
}

function objects(type: GraphQLInputObjectType, place: Place, most: number, depth: number): readonly Given[] {
  const fields = Object.values(type.getFields())
  const required = fields.filter((field) => isNonNullType(field.type))
  if (required.length > 0) return ranges(type, place)
  return fields.flatMap((field) => {
    const nested = connectives.has(field.name)
    const next = stepInto(place.models, place.model, field.name)
    const below = depth + (nested || isHop(place.models, place.model, field.name) ? 1 : 0)
    if (below > most) return []
    const own =
      place.model?.fields.get(field.name)?.is === 'dimension' ||
      place.model?.fields.get(field.name)?.is === 'measure'
    const inner = valuesOf(
      field.type,
      { ...place, model: next, field: own ? field.name : place.field },
      most,
      below,
    )
    // What a connective joins has been tried without it: one of its kind is enough.
    const chosen = nested ? inner.slice(0, 1) : inner
    return chosen.map(({ covers, value, depth: deep }) => ({
      covers: `.${field.name}${covers}`,
      value: { [field.name]: value },
      depth: deep,
    }))
  })
}

/** Values of the field where it is of that scalar (`isNull` takes none of its own), and others. */
function hitting({ harvest, model, field }: Place, scalar: string): readonly unknown[] {
  const own = field === undefined ? undefined : model?.fields.get(field)
  const fits = own !== undefined && own.is !== 'link' && own.type === scalar
  return harvest.hitting(fits ? model?.name : undefined, field, scalar)
}

/** `between: { from, to }`: both ends are needed. */
function ranges(type: GraphQLInputObjectType, place: Place): readonly Given[] {
  const fields = Object.values(type.getFields())
  const ends = fields.map((field) => valuesOf(field.type, place, 0).map(({ value }) => value))
  const value = Object.fromEntries(fields.map(({ name }, i) => [name, ends[i]?.at(i === 0 ? 0 : -1)]))
  return [{ covers: '', value, depth: 0 }]
}
