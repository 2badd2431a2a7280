import { getNamedType, isLeafType, isNonNullType, isObjectType, type GraphQLObjectType } from 'graphql'
import type { ApiField } from './feature.ts'
import { isHop, stepInto } from './step.ts'
import { valuesOf, type Place } from './values.ts'
import { literal } from './write.ts'

/** Something to select, and how many links deep it reaches. */
export interface Selected {
  readonly covers: string
  readonly text: string
  readonly hops: number
  /** Every plain field of one object, or one field alone. */
  readonly whole: boolean
}

const PAGE = 'first: 5'
const MOST_VARIANTS = 4

/** How far selections go. */
export interface Reach {
  /** Links deep. */
  readonly links: number
  /** Fields with each of their arguments, too. */
  readonly args: boolean
}

/** Everything below a type: its plain fields at once, each alone and with each argument, then what it leads to. */
export function selections(
  type: GraphQLObjectType,
  place: Place,
  reach: Reach,
  hops = 0,
): readonly Selected[] {
  const fields = Object.values(type.getFields())
  const named = (field: ApiField) => `${place.model?.name ?? type.name}.${field.name}`
  const plain = fields.filter((field) => isLeafType(getNamedType(field.type)) && bare(field))
  const told: Selected[] = []
  if (plain.length > 0)
    told.push({
      covers: plain.map(named).join(' '),
      text: plain.map(({ name }) => name).join(' '),
      hops,
      whole: true,
    })
  for (const field of fields) {
    const of = getNamedType(field.type)
    if (isLeafType(of)) {
      if (bare(field) && hops === 0) told.push({ covers: named(field), text: field.name, hops, whole: false })
      if (reach.args && hops < 2)
        told.push(
          ...variants(field, place).map((one) => ({
            ...one,
            covers: named(field) + one.covers,
            hops,
            whole: false,
          })),
        )
    } else if (isObjectType(of)) told.push(...below(field, of, place, reach, hops))
  }
  return told
}

function below(
  field: ApiField,
  of: GraphQLObjectType,
  place: Place,
  reach: Reach,
  hops: number,
): readonly Selected[] {
  const model = stepInto(place.models, place.model, field.name)
  const deeper = hops + (isHop(place.models, place.model, field.name) ? 1 : 0)
  if (deeper > reach.links) return []
  const head = `${field.name}${argumentsFor(field, place)}`
  return selections(of, { ...place, model }, reach, deeper).map((inner) => ({
    ...inner,
    text: `${head} { ${inner.text} }`,
  }))
}

/** What a field can't do without, and a page that isn't long. */
function argumentsFor(field: ApiField, place: Place): string {
  const needed = field.args.flatMap(({ name, type }) => {
    if (name === 'first') return [PAGE]
    return isNonNullType(type)
      ? [`${name}: ${literal(type, name === 'each' ? true : valuesOf(type, place, 0)[0]?.value)}`]
      : []
  })
  return needed.length > 0 ? `(${needed.join(', ')})` : ''
}

/** A field with each of its arguments in turn, each time under a name of its own. */
function variants(field: ApiField, place: Place): readonly { covers: string; text: string }[] {
  return field.args.flatMap(({ name, type }) => {
    const all = name === 'within' ? [] : spread(valuesOf(type, place, 0), MOST_VARIANTS)
    return all.map(({ covers, value }, i) => ({
      covers: `(${name}${covers})`,
      text: `${field.name}__${name}${i}: ${field.name}(${name}: ${literal(type, value)})`,
    }))
  })
}

/** At most so many, from the whole length. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, Math.ceil(all.length / most))
  return all.filter((_, i) => i % step === 0)
}

function bare({ args }: ApiField): boolean {
  return args.every(({ type, defaultValue }) => !isNonNullType(type) || defaultValue !== undefined)
}
