import {
  GraphQLBoolean,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLOutputType,
} from 'graphql'
import { maskSays } from './about.ts'
import type { Fields } from './vocabulary.ts'
import { words } from './words.ts'

// Their names begin with "_", so that no model has to keep out of their way.
function object(name: string, description: string, fields: Fields): GraphQLObjectType {
  return new GraphQLObjectType({ name: `_Catalog${name}`, description, fields })
}

function required(type: GraphQLOutputType, description?: string) {
  return { type: new GraphQLNonNull(type), ...(description && { description }) }
}

function list(of: GraphQLOutputType, description: string) {
  return required(new GraphQLList(new GraphQLNonNull(of)), description)
}

function text(description: string) {
  return { type: GraphQLString, description }
}

const named: Fields = {
  name: required(GraphQLString, 'As in the API.'),
  description: text('What it means, in its author’s words.'),
  deprecated: text('Why it should not be used any more; null where it may be.'),
}

const sourcesOnly = 'Null unless the asker may see sources.'

const lineage = object('Lineage', 'One thing that a value comes from.', {
  use: required(
    words('_CatalogUse', 'What a source does for the value that comes from it.', {
      VALUE: 'Its values are shown or computed with.',
      FILTER: 'It says which rows count.',
      TIME: 'Rows are laid out along it.',
      ENTITY: 'It says whose balance or whose conversion it is.',
      LINK: 'Rows are found along it.',
    }),
  ),
  direct: required(
    GraphQLBoolean,
    'Whether the field itself names it, and not something that it is made of.',
  ),
  model: required(GraphQLString, 'The model that it belongs to.'),
  field: text('The field; null for a column that is none, and for the rows that a count counts.'),
  table: text(`The table of the column, or of the rows counted. ${sourcesOnly}`),
  column: text(`The column that the field reads. ${sourcesOnly}`),
})

const computed: Fields = {
  definition: text(
    'How it is computed: arithmetic over measures, or SQL. SQL is null unless the asker may see sources; ' +
      'either is null where it names a field that the asker doesn’t see.',
  ),
  lineage: list(lineage, 'Everything that it comes from, what it names itself first.'),
}

const dimension = object('Dimension', 'A field of a row, which can be grouped by.', {
  ...named,
  type: required(GraphQLString, 'The scalar or the enum of its values.'),
  required: required(GraphQLBoolean, 'Whether it is never null.'),
  time: required(GraphQLBoolean, 'Whether it can be cut into periods.'),
  zone: text('The time zone whose clock the warehouse keeps it by; null for an instant.'),
  enum: text('The enum, where its values are of one.'),
  pii: {
    type: object('Pii', 'What of a person a field tells.', {
      kind: required(
        words('_CatalogPiiKind', 'What of a person a field tells.', {
          EMAIL: 'An address of electronic mail.',
          PHONE: 'A telephone number.',
          NAME: 'A name, or a part of one.',
          ADDRESS: 'Where somebody is or lives.',
          BIRTHDATE: 'When somebody was born.',
          ID: 'A number or a word by which somebody is known.',
          OTHER: 'Something else.',
        }),
      ),
      mask: required(
        words('_CatalogMask', 'What stands in the place of a value for who isn’t cleared.', {
          ...maskSays,
          NONE: 'The value itself, which identifies nobody.',
        }),
      ),
    }),
    description: 'What of a person it tells; null where it tells nothing.',
  },
  masked: required(GraphQLBoolean, 'Whether the asker sees a mask in the place of its values.'),
  ...computed,
})

const measure = object('Measure', 'A number that is computed over rows.', {
  ...named,
  kind: required(GraphQLString, 'How it is aggregated: `sum`, `countDistinct`, `expr` …'),
  type: required(GraphQLString, 'The scalar of its value.'),
  required: required(GraphQLBoolean, 'Whether it is never null.'),
  unit: text('What it is counted in.'),
  additive: required(GraphQLBoolean, 'Whether values of groups can be added up to the value of all of them.'),
  ...computed,
})

const link = object('Link', 'A way from a row to rows of another model.', {
  ...named,
  to: required(GraphQLString, 'The model that it leads to.'),
  many: required(GraphQLBoolean, 'Whether it leads to many rows.'),
})

const model = object('Model', 'A model of the warehouse, as far as the asker sees it.', {
  name: required(GraphQLString, 'As in the API.'),
  description: text('What one row is, in its author’s words.'),
  owner: {
    type: object('Owner', 'Who answers for a model.', {
      team: required(GraphQLString),
      contact: text('An address.'),
    }),
    description: 'Who answers for it.',
  },
  source: text(`The table that its rows are in, or the SQL that makes them. ${sourcesOnly}`),
  key: {
    type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
    description: 'The fields that tell one row from another; null where not all of them are seen.',
  },
  tenancy: required(
    words('_CatalogTenancy', 'Whose rows a model shows.', {
      OWN: 'Those of the tenant that asks, and no other’s.',
      SHARED: 'The same to every tenant.',
    }),
  ),
  freshness: {
    type: object('Freshness', 'How old the newest rows may be.', {
      column: text(`The column that tells when a row was loaded. ${sourcesOnly}`),
      warn: text('From this age on it is late: an ISO 8601 duration.'),
      fail: text('From this age on it should not be used: an ISO 8601 duration.'),
    }),
    description: 'How fresh it ought to be; null where nothing is promised.',
  },
  apiNames: required(
    object('ApiNames', 'Root fields of a model; null for one that this API doesn’t have.', {
      one: text('The look-up by key.'),
      many: text('The connection.'),
      metrics: text('The measures.'),
    }),
    'Where the API has it.',
  ),
  rowRules: required(GraphQLBoolean, 'Whether it depends on the asker which of the tenant’s rows there are.'),
  minGroup: {
    type: object('MinGroup', 'How large the groups are that a model is told in.', {
      size: required(GraphQLInt, 'Smaller groups are in no answer.'),
      by: list(GraphQLString, 'What groups are told apart by, along to-one links.'),
      holds: required(GraphQLBoolean, 'Whether that is so for the asker.'),
    }),
    description: 'The small groups that some don’t see; null where rows are told one by one.',
  },
  dimensions: list(dimension, 'In the order of the model.'),
  measures: list(measure, 'In the order of the model.'),
  links: list(link, 'In the order of the model.'),
})

/** The root field `_catalog`. graphql-js answers it from `catalogOf`, whose shape these types have. */
export const catalogField = {
  type: new GraphQLNonNull(
    object('', 'What the model says of itself. Nothing in it comes from a tenant’s rows.', {
      models: list(model, 'All that the asker sees.'),
      model: {
        type: model,
        description: 'One of them; null if there is none of that name.',
        args: { name: { type: new GraphQLNonNull(GraphQLString) } },
      },
    }),
  ),
  description: 'Descriptions, owners, units, freshness and lineage of everything that this API shows.',
} as const
