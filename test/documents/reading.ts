import {
  Kind,
  getVariableValues,
  parse,
  validate,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { apiSchema, readOperation, syncSchema, variablesShape } from '../../src/documents/index.ts'
import type { MetricsQuery, Query, RowsQuery } from '../../src/engine/query.ts'
import { loadModels } from '../../src/model/index.ts'

/** Two models with measures that share customers, a to-many link, and fields that only some roles see. */
const schema = `
"Somebody who buys."
type Customer @model(source: "shop.customers", key: "customer_id", tenant: "tenant_id") {
  id: ID! @column(name: "customer_id")
  name: String!
  plan: Plan!
  region: String
  orders: [Order!]! @link(to: "customer_id")
}
enum Plan { FREE PRO }

"A purchase."
type Order @model(source: "shop.orders", key: "order_id", tenant: "tenant_id") {
  id: ID! @column(name: "order_id")
  "When it was bought."
  placedAt: DateTime! @time
  dueOn: Date @time
  status: OrderStatus!
  amount: Decimal! @allow(roles: ["analyst"])
  note: JSON
  channel: String @deprecated(reason: "Use status.")
  customer: Customer @link(from: "customer_id")
  items: [OrderItem!]! @link(to: "order_id")
  "What was paid."
  revenue: Decimal @measure(sum: "{amount}", unit: "USD")
  orderCount: Int! @measure(count: true) @deprecated(reason: "Use buyers.")
  buyers: BigInt! @measure(countDistinct: "{customer.id}")
  lastPlaced: DateTime @measure(max: "{placedAt}")
  margin: Float @measure(expr: "{revenue} / {buyers}") @allow(roles: ["analyst"])
}
enum OrderStatus { PENDING PAID }

type OrderItem @model(source: "shop.order_items", key: ["order_id", "line"], tenant: "order.tenant_id") {
  orderId: ID!
  line: Int!
  sku: String!
  order: Order @link(from: "order_id")
  product: Product @link(from: "sku")
}

type Product @model(source: "shop.products", key: "sku", shared: true) {
  sku: ID!
  category: String
}

type Ticket @model(source: "shop.tickets", key: "ticket_id", tenant: "tenant_id") {
  ticketId: ID!
  customer: Customer @link(from: "customer_id")
  ticketCount: Int! @measure(count: true)
}
`
const loaded = loadModels(new Map([['schema/shop.graphql', schema]]))
if (loaded.faults.length > 0) throw new TypeError(JSON.stringify(loaded.faults, null, 1))
export const shop = loaded.models
export const api = apiSchema(shop, [])
export const syncs = syncSchema(shop)

/** A document made ready to be read with whatever variables. */
export function prepare(text: string, schema: GraphQLSchema = api) {
  const document = parse(text)
  const [fault] = validate(schema, document)
  if (fault) throw fault
  const operation = document.definitions[0] as OperationDefinitionNode
  const coerce = (given: Record<string, unknown>): Record<string, unknown> => {
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
    if (errors?.[0]) throw errors[0]
    return coerced ?? {}
  }
  return {
    declared: (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => ({
      name: variable.name.value,
      nullable: type.kind !== Kind.NON_NULL_TYPE,
      required: type.kind === Kind.NON_NULL_TYPE && !defaultValue,
    })),
    coerce,
    read: (coerced: Record<string, unknown>) => readOperation(shop, schema, document, operation, coerced),
    shape: (coerced: Record<string, unknown>) => variablesShape(schema, operation, coerced),
  }
}

/** The question of a document's first root field. */
export function read(text: string, given: Record<string, unknown> = {}, schema: GraphQLSchema = api): Query {
  const { coerce, read: readWith } = prepare(text, schema)
  const [root] = readWith(coerce(given))
  if (root?.is !== 'query') throw new TypeError('the first root field asks nothing')
  return root.query
}

export function readMetrics(text: string, given: Record<string, unknown> = {}): MetricsQuery {
  const query = read(text, given)
  if (query.is !== 'metrics') throw new TypeError('the question is not about measures')
  return query
}

export function readRows(text: string, given: Record<string, unknown> = {}, schema = api): RowsQuery {
  const query = read(text, given, schema)
  if (query.is !== 'rows') throw new TypeError('the question is not about rows')
  return query
}

/** What a question for measures selects in its first `rows` (or `totals`). */
export function selected(text: string, given: Record<string, unknown> = {}) {
  const [part] = readMetrics(text, given).fields
  if (part?.is !== 'rows' && part?.is !== 'totals') throw new TypeError('the first part holds no measures')
  return part.select
}
