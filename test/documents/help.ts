import { loadModels } from '../../src/model/index.ts'

/** Masks, row rules and small groups of all kinds, beside each other and across links. */
export const sdl = `
type Customer @model(source: "shop.customers", key: "customer_id", tenant: "tenant_id") {
  id: ID! @column(name: "customer_id")
  email: String @pii(kind: EMAIL, mask: PARTIAL, clear: ["support"])
  born: Date @time @pii(kind: BIRTHDATE, mask: NULL, clear: ["dpo"])
  plan: String
  country: Country @link(from: "country")
  orders: [Order!]! @link(to: "customer_id")
  tickets: [Ticket!]! @link(to: "customer_id")
  parts: [Part!]! @link(along: "order.customer")
  remarks: [Remark!]! @link(along: "ticket.customer")
  customerCount: Int! @measure(count: true)
  mails: Int! @measure(countDistinct: "{email}")
  perTicket: Decimal @measure(expr: "{customerCount} / {Ticket.ticketCount}")
}
type Country @model(source: "shop.countries", key: "code", shared: true) { code: ID! name: String zone: String }
type Order @model(source: "shop.orders", key: "order_id", tenant: "tenant_id")
  @rows(roles: ["sales"], where: "{region} = {claims.region}") @rows(roles: ["lead"], where: "true") {
  id: ID! @column(name: "order_id")
  region: String
  day: Date @time
  customer: Customer @link(from: "customer_id")
  orderCount: Int! @measure(count: true)
}
type Part @model(source: "shop.parts", key: "id", tenant: "tenant_id") { id: ID! order: Order @link(from: "order_id") }
type Remark @model(source: "shop.remarks", key: "id", tenant: "tenant_id") { id: ID! ticket: Ticket @link(from: "ticket_id") }
type Person @model(source: "shop.people", key: "mail", tenant: "tenant_id") {
  mail: ID! @pii(kind: EMAIL, mask: TOKEN, clear: ["support"])
  body: JSON
  visits: [Visit!]! @link(to: "mail")
  personCount: Int! @measure(count: true)
}
type Visit @model(source: "shop.visits", key: "id", tenant: "tenant_id") {
  id: ID!
  person: Person @link(from: "mail")
}
type Ticket @model(source: "shop.tickets", key: "id", tenant: "tenant_id")
  @minGroup(size: 5, of: "{customer.id}", by: ["topic", "month", "customer.plan", "customer.country.name"], clear: ["dpo"]) {
  id: ID!
  topic: String
  text: String
  hours: Decimal
  month: Date @time
  customer: Customer @link(from: "customer_id")
  remarks: [Remark!]! @link(to: "ticket_id")
  "How many."
  ticketCount: Int! @measure(count: true)
  total: Decimal @measure(sum: "{hours}")
  longest: Decimal @measure(max: "{hours}")
}`

/** Its models, and what is wrong with them. */
export const { models: help, faults } = loadModels(new Map([['schema/help.graphql', sdl]]))
