import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  specifiedDirectives,
} from 'graphql'
import type { Model, Models } from '../../model/model.ts'
import { about } from './about.ts'
import { whereInput } from './conditions.ts'
import { dimensionFields, measuredLinks } from './rows.ts'
import { Constant, scalars } from './scalars.ts'
import { links, visibleModels } from './visible.ts'
import { Vocabulary, type Fields } from './vocabulary.ts'

/** What sync documents are written in: whole lists, and the directives that map them onto a far side. */
export function syncSchema(models: Models): GraphQLSchema {
  const vocabulary = new Vocabulary({ models, roles: undefined })
  const query = new GraphQLObjectType({
    name: 'Query',
    fields: () =>
      Object.fromEntries(
        visibleModels(vocabulary.view).map((model) => [
          model.names.many,
          {
            type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(recordType(vocabulary, model)))),
            ...about(model),
            args: { where: { type: whereInput(vocabulary, model) } },
          },
        ]),
      ),
  })
  return new GraphQLSchema({ query, directives: [...specifiedDirectives, ...syncDirectives] })
}

function recordType(vocabulary: Vocabulary, model: Model): GraphQLObjectType {
  return vocabulary.object(model.name, model.description, () => {
    const one = links(vocabulary.view, model, false).map((link) => [
      link.name,
      { type: recordType(vocabulary, vocabulary.model(link.to)), ...about(link) },
    ])
    return {
      ...dimensionFields(vocabulary, model),
      ...(Object.fromEntries(one) as Fields),
      ...measuredLinks(vocabulary, model),
    }
  })
}

function choices(name: string, of: readonly string[]): GraphQLEnumType {
  return new GraphQLEnumType({ name, values: Object.fromEntries(of.map((word) => [word, {}])) })
}

const text = { type: GraphQLString }
const needed = { type: new GraphQLNonNull(GraphQLString) }
const constants = { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(Constant))) }

/** The directives of sync documents. */
export const syncDirectives: readonly GraphQLDirective[] = [
  new GraphQLDirective({
    name: 'sync',
    description: 'Makes a query a sync: where its records go, and how.',
    locations: [DirectiveLocation.QUERY],
    args: {
      to: { ...needed, description: 'A destination of `sluice.yaml`.' },
      object: { ...needed, description: 'What its records are there.' },
      mode: { type: new GraphQLNonNull(choices('SyncMode', ['UPSERT', 'MIRROR'])) },
      key: { ...needed, description: 'The alias whose value identifies a record there.' },
      scope: { type: new GraphQLNonNull(choices('SyncScope', ['OPERATOR', 'TENANT'])) },
    },
  }),
  new GraphQLDirective({
    name: 'guard',
    description: 'How much a run may change before it is withheld until its plan is approved.',
    locations: [DirectiveLocation.QUERY],
    args: {
      removed: { ...text, description: 'A share such as "5%", or a number of records.' },
      changed: { ...text, description: 'A share such as "50%", or a number of records.' },
      minRows: { type: GraphQLInt, description: 'The fewest rows that a healthy source has.' },
    },
  }),
  new GraphQLDirective({
    name: 'set',
    description: 'A constant for every record.',
    isRepeatable: true,
    locations: [DirectiveLocation.QUERY],
    args: { field: needed, value: { type: new GraphQLNonNull(Constant) } },
  }),
  new GraphQLDirective({
    name: 'map',
    description: 'Translates values, one for one.',
    locations: [DirectiveLocation.FIELD],
    args: { from: constants, to: constants, else: { type: Constant } },
  }),
  new GraphQLDirective({
    name: 'format',
    description: 'Writes a time as text.',
    locations: [DirectiveLocation.FIELD],
    args: {
      date: { ...needed, description: 'A pattern such as "yyyy-MM-dd".' },
      timezone: { type: scalars.TimeZone },
    },
  }),
  new GraphQLDirective({
    name: 'default',
    description: 'Stands where there is no value.',
    locations: [DirectiveLocation.FIELD],
    args: { value: { type: new GraphQLNonNull(Constant) } },
  }),
]
