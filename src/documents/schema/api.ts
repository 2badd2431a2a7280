import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, specifiedDirectives } from 'graphql'
import type { Model, Models } from '../../model/model.ts'
import { about } from './about.ts'
import { acrossField } from './across.ts'
import { calendarArguments } from './calendar.ts'
import { catalogField } from './catalog.ts'
import { metricsField } from './metrics.ts'
import { pageArguments } from './page.ts'
import { connectionType, rowType } from './rows.ts'
import { hasRows, isMeasured, keyDimensions, visibleModels } from './visible.ts'
import { Vocabulary, type Fields } from './vocabulary.ts'

/** The API schema for a set of roles: only what they see is in it. */
export function apiSchema(models: Models, roles: readonly string[]): GraphQLSchema {
  const vocabulary = new Vocabulary({ models, roles })
  const metrics = acrossField(vocabulary)
  const fields: Fields = {
    ...Object.assign({}, ...visibleModels(vocabulary.view).map((model) => rootFields(vocabulary, model))),
    ...(metrics && { metrics }),
    _catalog: catalogField,
  }
  const query = new GraphQLObjectType({
    name: 'Query',
    description: 'Everything that this token sees, one tenant’s rows only.',
    fields,
  })
  return new GraphQLSchema({ query, directives: specifiedDirectives })
}

function rootFields(vocabulary: Vocabulary, model: Model): Fields {
  const { metrics } = model.names
  return {
    ...(hasRows(vocabulary.view, model) && rowsFields(vocabulary, model)),
    ...(isMeasured(vocabulary.view, model) && { [metrics]: metricsField(vocabulary, model) }),
  }
}

function rowsFields(vocabulary: Vocabulary, model: Model): Fields {
  const { one, many } = model.names
  const key = keyDimensions(vocabulary.view, model)
  return {
    ...(key && {
      [one]: {
        type: rowType(vocabulary, model),
        description: `The one ${model.name} of this key; null if there is none.`,
        args: Object.fromEntries(
          key.map((dimension) => [dimension.name, { type: new GraphQLNonNull(vocabulary.value(dimension)) }]),
        ),
      },
    }),
    [many]: {
      type: connectionType(vocabulary, model),
      ...about(model),
      args: { ...pageArguments(vocabulary, model), ...calendarArguments },
    },
  }
}
