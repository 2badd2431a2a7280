import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  isEnumType,
  isInputObjectType,
  isObjectType,
  parse,
  validate,
  validateSchema,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { apiSchema, readOperation, syncSchema } from '../../src/documents/index.ts'
import { loadModels } from '../../src/model/index.ts'
import { faults, help as models, sdl } from './help.ts'

const nobody = apiSchema(models, [])
const support = apiSchema(models, ['support'])
const dpo = apiSchema(models, ['dpo'])

function names(schema: GraphQLSchema, type: string): readonly string[] {
  const found = schema.getType(type)
  if (!found) return []
  if (isEnumType(found)) return found.getValues().map(({ name }) => name)
  return isObjectType(found) || isInputObjectType(found) ? Object.keys(found.getFields()) : []
}

function argumentsOf(schema: GraphQLSchema, type: string, field: string): readonly string[] {
  const found = schema.getType(type)
  const args = isObjectType(found) ? found.getFields()[field]?.args : []
  return (args ?? []).map(({ name }) => name)
}

function typeOf(schema: GraphQLSchema, type: string, field: string): string {
  const found = schema.getType(type)
  return isObjectType(found) ? String(found.getFields()[field]?.type) : 'none'
}

test('The models of these tests are without fault', () => {
  expect(faults).toEqual([])
  expect(models.roles).toEqual(['dpo', 'lead', 'sales', 'support'])
})

describe('A masked field', () => {
  test('stays in rows and in what groups, of the same type', () => {
    expect(names(nobody, 'Customer')).toContain('email')
    expect(names(nobody, 'CustomerMetricsRow')).toContain('email')
    expect(names(nobody, 'CustomerGroup')).toContain('born')
    for (const type of ['Customer', 'CustomerGroup', 'CustomerMetricsRow'])
      expect(typeOf(nobody, type, 'email')).toBe(typeOf(support, type, 'email'))
    expect(typeOf(nobody, 'Person', 'mail')).toBe('ID!')
  })

  test('is in no condition and in no order, for whom it is masked', () => {
    expect(names(nobody, 'CustomerWhere')).toEqual([
      'id',
      'plan',
      'country',
      'orders',
      'parts',
      'and',
      'or',
      'not',
    ])
    expect(names(nobody, 'CustomerOrderBy')).toEqual(['id', 'plan', 'country'])
    expect(names(nobody, 'CustomerMetricsOrderBy')).toEqual(['id', 'plan', 'country', 'customerCount'])
    expect(names(support, 'CustomerWhere')).toEqual([
      'id',
      'email',
      'plan',
      'country',
      'orders',
      'parts',
      'and',
      'or',
      'not',
    ])
    expect(names(support, 'CustomerOrderBy')).toEqual(['id', 'email', 'plan', 'country'])
    expect(names(dpo, 'CustomerOrderBy')).toEqual(['id', 'born', 'plan', 'country'])
  })

  test('is no time to lay measures of several models out along', () => {
    expect(names(nobody, 'CustomerTime')).toEqual([])
    expect(names(dpo, 'CustomerTime')).toEqual(['born'])
  })

  test('that is the key leaves no look-up; with nothing else to order by there is no order, and the schema is valid', () => {
    expect(names(nobody, 'Query')).not.toContain('person')
    expect(names(support, 'Query')).toContain('person')
    expect(argumentsOf(nobody, 'Query', 'people')).not.toContain('orderBy')
    expect(argumentsOf(support, 'Query', 'people')).toContain('orderBy')
    expect(names(nobody, 'VisitOrderBy')).toEqual(['id'])
    expect(names(support, 'VisitOrderBy')).toEqual(['id', 'person'])
    expect(names(nobody, 'PersonWhere')).toEqual(['body', 'visits', 'and', 'or', 'not'])
  })

  test('says what stands in its place, to whom it does', () => {
    const says = (schema: GraphQLSchema, field: string) => {
      const type = schema.getType('Customer')
      return isObjectType(type) ? type.getFields()[field]?.description : undefined
    }
    expect(says(nobody, 'email')).toBe('Masked: a part of it, not enough to tell whose it is.')
    expect(says(nobody, 'born')).toBe('Masked: always null.')
    expect(says(support, 'email')).toBeUndefined()
  })

  test('hides measures that read it, their shares and what is made of them', () => {
    expect(names(nobody, 'CustomerMetricsRow')).toEqual([
      'id',
      'email',
      'born',
      'plan',
      'country',
      'orders',
      'parts',
      'customerCount',
      'customerCountShare',
      '_others',
    ])
    expect(names(support, 'CustomerTotals')).toEqual(['customerCount', 'mails'])
    expect(names(nobody, 'CustomerHaving')).toEqual(['customerCount', 'and', 'or', 'not'])
  })
})

describe('A model that is told in groups', () => {
  test('has its measures and no rows', () => {
    expect(names(nobody, 'Query').filter((name) => /ticket/i.test(name))).toEqual(['ticketMetrics'])
    expect(names(dpo, 'Query').filter((name) => /ticket/i.test(name))).toEqual([
      'ticket',
      'tickets',
      'ticketMetrics',
    ])
  })

  test('is grouped by what its groups are told by, along links too, and by nothing else', () => {
    expect(names(nobody, 'TicketMetricsRow')).toEqual([
      'topic',
      'month',
      'customer',
      'ticketCount',
      'ticketCountShare',
      'total',
      '_others',
    ])
    expect(names(nobody, '_Ticket_customerGroup')).toEqual(['plan', 'country'])
    expect(names(nobody, '_Ticket_customer_countryGroup')).toEqual(['name'])
    expect(names(nobody, 'CustomerGroup')).toEqual([
      'id',
      'email',
      'born',
      'plan',
      'country',
      'orders',
      'parts',
    ])
  })

  test('is filtered and ordered by these alone', () => {
    expect(names(nobody, 'TicketWhere')).toEqual(['topic', 'month', 'customer', 'and', 'or', 'not'])
    expect(names(nobody, '_Ticket_customerWhere')).toEqual(['plan', 'country', 'and', 'or', 'not'])
    expect(names(nobody, '_Ticket_customer_countryWhere')).toEqual(['name', 'and', 'or', 'not'])
    expect(names(nobody, 'TicketMetricsOrderBy')).toEqual([
      'topic',
      'month',
      'customer',
      'ticketCount',
      'total',
    ])
    expect(names(nobody, '_Ticket_customerOrderBy')).toEqual(['plan', 'country'])
    expect(names(nobody, 'TicketOrderBy')).toEqual([])
  })

  test('has no measure that tells a row’s value', () => {
    expect(names(nobody, 'TicketTotals')).toEqual(['ticketCount', 'total'])
    expect(names(dpo, 'TicketTotals')).toEqual(['ticketCount', 'total', 'longest'])
    expect(names(nobody, 'TicketHaving')).not.toContain('longest')
  })

  test('is reached from no other model: not its rows, nor conditions, measures, groups, or what lies behind it', () => {
    for (const type of [
      'Customer',
      'CustomerWhere',
      'CustomerGroup',
      'CustomerMetricsRow',
      'Remark',
      'RemarkWhere',
    ])
      expect(names(nobody, type).filter((name) => /ticket|remarks/i.test(name))).toEqual([])
    expect(names(dpo, 'Customer').filter((name) => /ticket|remark/i.test(name))).toEqual([
      'tickets',
      'remarks',
      'ticketMetrics',
    ])
    expect(names(dpo, 'Remark')).toContain('ticket')
  })

  test('takes no part in measures of several models, nor do its measures in those of others', () => {
    expect(names(nobody, 'MetricsRow')).not.toContain('ticketMetrics')
    expect(names(nobody, 'MetricsHaving')).not.toContain('ticketMetrics')
    expect(names(dpo, 'MetricsRow')).toContain('ticketMetrics')
    expect(names(nobody, 'CustomerTotals')).not.toContain('perTicket')
    expect(names(dpo, 'CustomerTotals')).toContain('perTicket')
  })

  test('has types of the same names for whom rows are told, with all that there is', () => {
    expect(names(dpo, '_Ticket_customerGroup')).toEqual(
      expect.arrayContaining(['id', 'plan', 'orders', 'tickets']),
    )
    expect(names(dpo, '_Ticket_customerWhere')).toEqual(
      expect.arrayContaining(['id', 'born', 'plan', 'orders']),
    )
    expect(names(dpo, 'TicketOrderBy')).toEqual(['id', 'topic', 'text', 'hours', 'month', 'customer'])
    expect(names(dpo, 'TicketWhere')).toContain('remarks')
  })

  test('is nowhere for whom none of its measures are', () => {
    const alone = sdl
      .replace('ticketCount: Int!', 'ticketCount: Int! @allow(roles: ["dpo"])')
      .replace('total: Decimal', 'total: Decimal @allow(roles: ["dpo"])')
    const found = loadModels(new Map([['schema/help.graphql', alone]]))
    expect(found.faults).toEqual([])
    expect(names(apiSchema(found.models, []), 'Query').filter((name) => /ticket/i.test(name))).toEqual([])
  })

  test('is named by its types as the schema names them', () => {
    const text = '{ ticketMetrics { rows { customer { __typename country { __typename name } } total } } }'
    const document = parse(text)
    expect(validate(nobody, document)).toEqual([])
    const [operation] = document.definitions
    const read = readOperation(models, nobody, document, operation as OperationDefinitionNode, {})
    expect(JSON.stringify(read)).toContain('"name":"_Ticket_customerGroup"')
    expect(JSON.stringify(read)).toContain('"name":"_Ticket_customer_countryGroup"')
  })
})

test('Row rules change nothing of the API: which rows there are is no part of it', () => {
  const shown = (roles: readonly string[]) => names(apiSchema(models, roles), 'Order')
  expect(shown([])).toEqual(shown(['sales', 'lead']))
})

test('Syncs see all of it: they are no people', () => {
  const schema = syncSchema(models)
  expect(names(schema, 'Query')).toContain('tickets')
  expect(names(schema, 'CustomerWhere')).toEqual(expect.arrayContaining(['email', 'born', 'tickets']))
  expect(names(schema, 'TicketMeasures')).toEqual(['ticketCount', 'total', 'longest'])
})

/** Every field with its arguments, every input, every enum value: `Type.field(argument)`. */
function contents(schema: GraphQLSchema): ReadonlySet<string> {
  return new Set(
    Object.values(schema.getTypeMap()).flatMap((type) => {
      const fields = isObjectType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : []
      const words = isEnumType(type) ? type.getValues() : []
      return [
        ...words.map(({ name }) => `${type.name}.${name}`),
        ...fields.flatMap((field) => [
          `${type.name}.${field.name}: ${String(field.type)}`,
          ...('args' in field ? field.args : []).map(
            (arg: { readonly name: string }) => `${type.name}.${field.name}(${arg.name})`,
          ),
        ]),
      ]
    }),
  )
}

describe('The law of several roles', () => {
  const mask = fc.constantFrom('PARTIAL', 'HASH', 'TOKEN', 'NULL', 'NONE')
  const held = fc.subarray(['a', 'b', 'c'])
  const some = fc.subarray(['a', 'b', 'c'], { minLength: 1 })
  const listed = (roles: readonly string[]) => JSON.stringify(roles)
  const maybe = (roles: readonly string[] | undefined, write: (roles: readonly string[]) => string) =>
    roles ? write(roles) : ''

  /** A project of three models whose rules are drawn. */
  const project = fc
    .record({
      id: fc.option(some, { nil: undefined }),
      name: fc.tuple(mask, fc.option(some, { nil: undefined })),
      text: fc.option(some, { nil: undefined }),
      rows: fc.option(some, { nil: undefined }),
      model: fc.option(some, { nil: undefined }),
      groups: fc.option(
        fc.tuple(
          fc.subarray(['name', 'kind', 'day', 'home.place'], { minLength: 1 }),
          fc.option(some, { nil: undefined }),
        ),
        { nil: undefined },
      ),
      measure: fc.option(some, { nil: undefined }),
      compute: fc.boolean(),
    })
    .map(({ id, name: [nameMask, nameClear], text, rows, model, groups, measure, compute }) => {
      const clear = (roles: readonly string[] | undefined) => maybe(roles, (of) => `, clear: ${listed(of)}`)
      const allow = (roles: readonly string[] | undefined) =>
        maybe(roles, (of) => `@allow(roles: ${listed(of)})`)
      const grouped = groups ? `@minGroup(size: 3, by: ${listed(groups[0])}${clear(groups[1])})` : ''
      return `
type Person @model(source: "p", key: "id", tenant: "t") ${grouped} ${maybe(rows, (of) => `@rows(roles: ${listed(of)}, where: "true")`)} {
  id: ID! ${maybe(id, (of) => `@pii(kind: ID, mask: TOKEN, clear: ${listed(of)})`)}
  name: String @pii(kind: NAME, mask: ${nameMask}${clear(nameClear)})
  kind: String ${allow(text)}
  day: Date @time
  home: Home @link(from: "home_id")
  personCount: Int! @measure(count: true) ${allow(measure)}
  names: Int! @measure(countDistinct: "{name}", overMasked: ${compute ? 'COMPUTE' : 'REFUSE'})
  lastName: String @measure(max: "{name}")
}
type Home @model(source: "h", key: "id", tenant: "t") ${allow(model)} {
  id: ID! place: String people: [Person!]! @link(to: "home_id")
  homeCount: Int! @measure(count: true) perHome: Decimal @measure(expr: "{Person.personCount} / {homeCount}")
}
type Call @model(source: "c", key: "id", tenant: "t") {
  id: ID! person: Person @link(from: "person_id") home: Home @link(from: "home_id")
  callers: Int! @measure(countDistinct: "{person.name}")
}`
    })

  test('more roles never show less of the API, whatever the rules are, and every schema is valid', () => {
    fc.assert(
      fc.property(project, held, held, (text, few, more) => {
        const loaded = loadModels(new Map([['schema/drawn.graphql', text]]))
        expect(loaded.faults.map(({ what }) => what)).toEqual([])
        const union = [...new Set([...few, ...more])]
        const [less, all] = [apiSchema(loaded.models, few), apiSchema(loaded.models, union)]
        expect(validateSchema(less)).toEqual([])
        const there = contents(all)
        expect([...contents(less)].filter((one) => !there.has(one))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})
