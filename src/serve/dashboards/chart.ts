import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLSchema,
  GraphQLString,
} from 'graphql'

const chartType = new GraphQLEnumType({
  name: 'ChartType',
  values: {
    KPI: { description: 'One number.' },
    LINE: { description: 'A line a series, over `x`.' },
    BAR: { description: 'A bar each value of `x`.' },
    TABLE: { description: 'Rows and columns.' },
  },
})

const better = new GraphQLEnumType({
  name: 'Better',
  values: {
    HIGHER: { description: 'A rise is good news.' },
    LOWER: { description: 'A fall is good news.' },
    NEITHER: { description: 'It is no news of either kind.' },
  },
})

/** Makes an operation a widget. */
export const chart = new GraphQLDirective({
  name: 'chart',
  description: 'Draws the operation’s answer.',
  locations: [DirectiveLocation.QUERY],
  args: {
    type: { type: new GraphQLNonNull(chartType) },
    title: { type: GraphQLString },
    x: { type: GraphQLString, description: 'The response name along the axis; dotted where it is nested.' },
    y: {
      type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
      description: 'Response names that are drawn.',
    },
    series: { type: GraphQLString, description: 'The response name that parts the rows into series.' },
    compare: {
      type: GraphQLString,
      description:
        'The response name of what the first of `y` is compared with, such as that of a year before.',
    },
    better: { type: better, description: 'Which way of a comparison is good news; HIGHER, if not said.' },
    wide: { type: GraphQLBoolean, description: 'Takes the whole line of the dashboard.' },
    format: {
      type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
      description:
        'integer, decimal, percent, compact, a currency code, or a unit; one for all, or one for each of `y`.',
    },
  },
})

/** What dashboard files are written in: the API schema and `@chart`. */
export function dashboardSchema(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig()
  return new GraphQLSchema({
    ...config,
    directives: [...config.directives, chart],
    types: [...config.types, chartType, better],
  })
}
