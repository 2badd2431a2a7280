import { GraphQLList, GraphQLNonNull, type GraphQLInputObjectType } from 'graphql'
import type { Model } from '../../model/model.ts'
import { comparables, follow, start, typePrefix, waysOn, type Stop } from './stops.ts'
import { measures } from './visible.ts'
import type { InputFields, Vocabulary } from './vocabulary.ts'

/** `OrderWhere`: conditions on dimensions, and through links. */
export function whereInput(vocabulary: Vocabulary, model: Model): GraphQLInputObjectType {
  return whereAt(vocabulary, start(model))
}

function whereAt(vocabulary: Vocabulary, stop: Stop): GraphQLInputObjectType {
  return vocabulary.input(
    `${typePrefix(stop)}Where`,
    `Which rows of ${stop.model.name}; several conditions hold together.`,
    () => {
      const { view } = vocabulary
      const own = comparables(view, stop).map((one) => [one.name, { type: vocabulary.filter(one) }])
      const one = waysOn(view, stop, false).map((link) => [
        link.name,
        { type: whereAt(vocabulary, follow(view.models, stop, link)) },
      ])
      const many = waysOn(view, stop, true).map((link) => [
        link.name,
        { type: listWhere(vocabulary, vocabulary.model(link.to)) },
      ])
      return {
        ...Object.fromEntries([...own, ...one, ...many]),
        ...connectives(whereAt(vocabulary, stop)),
      } as InputFields
    },
  )
}

function listWhere(vocabulary: Vocabulary, model: Model): GraphQLInputObjectType {
  return vocabulary.input(
    `${model.name}ListWhere`,
    `Conditions on rows of ${model.name} that a row leads to.`,
    () => {
      const type = whereInput(vocabulary, model)
      return {
        some: { type, description: 'At least one satisfies this.' },
        none: { type, description: 'Not one satisfies this.' },
        every: { type, description: 'Each one satisfies this; so do none at all.' },
      }
    },
  )
}

/** `OrderHaving`: conditions on measures. */
export function havingInput(vocabulary: Vocabulary, model: Model): GraphQLInputObjectType {
  return vocabulary.input(
    `${model.name}Having`,
    `Which groups of ${model.name}, by their measures; totals know nothing of it.`,
    () => {
      const own = measures(vocabulary.view, model).map((one) => [one.name, { type: vocabulary.filter(one) }])
      return {
        ...Object.fromEntries(own),
        ...connectives(havingInput(vocabulary, model)),
      } as InputFields
    },
  )
}

/** `and`, `or` and `not` of an input of conditions. */
export function connectives(self: GraphQLInputObjectType): InputFields {
  const list = new GraphQLList(new GraphQLNonNull(self))
  return {
    and: { type: list, description: 'All of these.' },
    or: { type: list, description: 'Any of these.' },
    not: { type: self, description: 'Not this.' },
  }
}
