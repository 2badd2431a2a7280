import {
  DirectiveLocation,
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
    format: {
      type: GraphQLString,
      description: 'integer, decimal, percent, compact, a currency code, or a unit.',
    },
  },
})

/** What dashboard files are written in: the API schema and `@chart`. */
export function dashboardSchema(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig()
  return new GraphQLSchema({
    ...config,
    directives: [...config.directives, chart],
    types: [...config.types, chartType],
  })
}
