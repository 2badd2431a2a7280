import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { checkModels } from '../../src/catalog/check.ts'
import { loadModels } from '../../src/model/index.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { harbour } from './harbour.ts'
import { openWarehouse } from '../support/warehouse.ts'

let database: FreshDatabase
let warehouse: Warehouse

beforeAll(async () => {
  database = await freshDatabase()
  await database.query(harbour)
  await database.query(`create table tides (
    tide_id integer primary key, dock uuid, seen_at timestamp not null, told_at timestamp(3) with time zone, day date,
    water numeric(6,2))`)
  warehouse = openWarehouse(database, { url: database.url })
})

afterAll(async () => {
  await warehouse.close()
  await database.drop()
})

async function check(sdl: string) {
  const { models, faults } = loadModels(new Map([['schema/test.graphql', sdl]]))
  expect(faults).toEqual([])
  return checkModels(models, new Map([['default', warehouse]]))
}

/** One line a fault: `line:column what → expected → cure`. */
async function told(sdl: string): Promise<readonly string[]> {
  const { faults } = await check(sdl)
  return faults.map(
    ({ at, what, expected, cure }) => `${at.line}:${at.column} ${what} → ${expected} → ${cure}`,
  )
}

/** A model of ships, which are their company's, with the fields that a case is about on line 3. */
const ship = (
  fields: string,
  more = '',
) => `type Ship @model(source: "public.ships", key: "ship_id", tenant: "company_id") {
  shipId: ID!
  ${fields}
}
${more}`

/** A model of tides, with the fields that a case is about on line 3. */
const tide = (fields: string) => `type Tide @model(source: "tides", key: "tide_id", shared: true) {
  tideId: ID!
  ${fields}
}`

const port = (binding: string) => `type Port @model(${binding}) { portCode: ID! }`
const SHIP_COLUMNS = 'ship_id, company_id, mood, logo, home_port, built_on, gross_tonnage'

test('A model that fits has no faults', async () => {
  expect(
    await told(
      ship(
        `home: Port @link(from: "home_port")
         grossTonnage: Decimal
         old: Boolean @sql(expr: "{builtOn} < current_date - 3650 and {home.name} <> 'x'")
         builtOn: Date @time
         older: Boolean @sql(expr: "not {old}")
         heavy: Decimal @measure(sum: "{grossTonnage} * 2", where: "{older} or {home.name} is null")
         ports: Int! @measure(countDistinct: "{home.portCode}")`,
        'type Port @model(source: "ports", key: "port_code", shared: true) { portCode: ID! name: String! }',
      ),
    ),
  ).toEqual([])
})

const cases: readonly (readonly [title: string, sdl: string, ...faults: readonly string[]])[] = [
  [
    'A warehouse that is not configured',
    port('source: "ports", key: "port_code", shared: true, warehouse: "lake"'),
    '1:6 "Port" is in the warehouse "lake", which is not configured → one of default → Add it under "warehouses" in sluice.yaml, or correct the name',
  ],
  [
    'A source that is not there',
    port('source: "public.prots", key: "port_code", shared: true'),
    '1:6 The source "public.prots" of "Port" is not in the warehouse → a table or view of the warehouse → Write "public.ports"',
  ],
  [
    'A source in another schema',
    'type Event @model(source: "events", key: "event_id", shared: true) { eventId: ID! }',
    '1:6 The source "events" of "Event" is not in the warehouse → a table or view of the warehouse → Write "ops.events"',
  ],
  [
    'SQL that the warehouse refuses',
    port('sql: "select port_code from prots", key: "port_code", shared: true'),
    '1:6 The SQL of "Port" is wrong: relation "prots" does not exist → one select that the warehouse understands → Correct the SQL',
  ],
  [
    'A column that is not there',
    ship('tonnage: Decimal @column(name: "gros_tonnage")'),
    `3:3 The field "tonnage": "Ship" has no column "gros_tonnage" → one of ${SHIP_COLUMNS} → Write "gross_tonnage"`,
  ],
  [
    'A key column that is not there, with its field',
    'type Port @model(source: "ports", key: "code", shared: true) { code: ID! }',
    '1:6 The key: "Port" has no column "code" → one of port_code, name → Correct the name, or add the column to the warehouse',
    '1:64 The field "code": "Port" has no column "code" → one of port_code, name → Correct the name, or add the column to the warehouse',
  ],
  [
    'A key that is not unique',
    'type Stop @model(source: "voyage_stops", key: "voyage_id", shared: true) { voyageId: ID! }',
    '1:6 The key (voyage_id) of "Stop" is not unique in the warehouse → columns that are unique: (voyage_id, line_no) → Name the columns of its primary key, or add a unique index',
  ],
  [
    'A key of a table that has none',
    'type Reading @model(source: "readings", key: "sensor_id", shared: true) { sensorId: ID! }',
    '1:6 The key (sensor_id) of "Reading" is not unique in the warehouse → columns with a primary key or a unique index → Name the columns of its primary key, or add a unique index',
  ],
  [
    'A tenant column that is not there',
    port('source: "ports", key: "port_code", tenant: "company_id"'),
    '1:6 The tenant: "Port" has no column "company_id" → one of port_code, name → Correct the name, or add the column to the warehouse',
  ],
  [
    'A tenant column that is not there at the end of a path',
    ship(
      'x: ID @column(name: "ship_id")',
      'type Voyage @model(source: "voyages", key: "voyage_id", tenant: "ship.companyid") { voyageId: ID! ship: Ship @link(from: "ship_id") }',
    ),
    `5:6 The tenant: "Ship" has no column "companyid" → one of ${SHIP_COLUMNS} → Write "company_id"`,
  ],
  [
    'A freshness column that is no time',
    'type Port @model(source: "ports", key: "port_code", shared: true) @freshness(column: "name") { portCode: ID! }',
    '1:6 The freshness of "Port" is read from "name", which is text → a column with a time or a date → Name the column that says when a row was loaded',
  ],
  [
    'A declared type that loses something',
    ship('grossTonnage: Int'),
    '3:3 The field "grossTonnage" is declared Int, but its column "gross_tonnage" is numeric(12,3) → Decimal → Write Decimal',
  ],
  [
    'A column that cannot be carried',
    ship('logo: String'),
    '3:3 The field "logo": a column of type bytea cannot be carried → a column of text, numbers, times, booleans, JSON or an enum → Remove the field, or cast it in the warehouse with a view',
  ],
  [
    'A required field whose column may be null',
    ship('builtOn: Date!'),
    '3:3 The field "builtOn" is required, but its column "built_on" may be null → Date without "!", or a column that is not null → Remove the "!", or set the column not null in the warehouse',
  ],
  [
    'An enum whose labels differ',
    'type Voyage @model(source: "voyages", key: "voyage_id", shared: true) { voyageId: ID! state: State } enum State { FREE LOST }',
    '1:87 The field "state": the enum State lacks TAKEN and has LOST, which berth_state has not → the labels of berth_state: FREE, TAKEN → Make the values of the enum the same, or declare the field as String',
  ],
  [
    'A link whose column is not there',
    ship('port: Port @link(from: "port_code")', port('source: "ports", key: "port_code", shared: true')),
    `3:3 The link "port": "Ship" has no column "port_code" → one of ${SHIP_COLUMNS} → Correct the name, or add the column to the warehouse`,
  ],
  [
    'A link between columns that cannot be compared',
    ship('port: Port @link(from: "ship_id")', port('source: "ports", key: "port_code", shared: true')),
    '3:3 The link "port" compares "ship_id" (bigint) with "port_code" (text) of Port → columns of the same type → Correct the columns, or cast one of them in the warehouse',
  ],
  [
    'A link to one row that may lead to many',
    ship(
      'port: Port @link(from: "home_port", to: "name")',
      port('source: "ports", key: "port_code", shared: true'),
    ),
    '3:3 The link "port" leads to one Port, but (name) is not unique there → columns that are unique: (port_code) → Link to a unique key of Port, with its tenant column if that is part of it',
  ],
  [
    'SQL of a field that the warehouse refuses',
    ship('x: Int @sql(expr: "nothing({shipId})")'),
    '3:3 The expression of "x" is wrong: function nothing(bigint) does not exist → one value of the row at hand, which the warehouse understands → Correct the expression',
  ],
  [
    'A bare column in an expression',
    ship('x: Boolean @sql(expr: "gross_tonnage > 5")'),
    '3:3 The expression of "x" is wrong: column "gross_tonnage" does not exist → one value of the row at hand, which the warehouse understands → Write columns as {field}, and texts in single quotes',
  ],
  [
    'An aggregate in a field',
    ship('x: Int @sql(expr: "count({shipId})")'),
    '3:3 The expression of "x" is wrong: aggregate functions are not allowed in WHERE → one value of the row at hand, which the warehouse understands → Correct the expression',
  ],
  [
    'A field of another type than its SQL',
    ship('x: Int @sql(expr: "{grossTonnage} / 2") grossTonnage: Decimal'),
    '3:3 The field "x" is declared Int, but is numeric → Decimal → Correct the type, or cast in the expression',
  ],
  [
    'A measure of another type than its SQL',
    ship('x: Int @measure(sum: "{grossTonnage} / 2") grossTonnage: Decimal'),
    '3:3 The field "x" is declared Int, but is sum of numeric → Decimal → Correct the type, or cast in the expression',
  ],
  [
    'A where that is no condition',
    ship('x: Int @measure(count: true, where: "{grossTonnage}") grossTonnage: Decimal'),
    '3:3 The where of "x" is numeric(12,3) → a condition: boolean → Compare with something, such as {status} = \'PAID\'',
  ],
  [
    'A zone of a column that tells instants',
    tide('toldAt: DateTime @time(zone: "Europe/Paris")'),
    '3:3 The field "toldAt" has the zone Europe/Paris, but its column "told_at" is timestamp(3) with time zone → a zone for a timestamp without time zone alone → Remove the zone: the value tells the instant itself',
  ],
  [
    'A zone of an expression that tells instants',
    tide(
      `noon: DateTime @sql(expr: "{toldAt} + interval '1 hour'") @time(zone: "Europe/Paris") toldAt: DateTime`,
    ),
    '3:3 The field "noon" has the zone Europe/Paris, but its expression is timestamp with time zone → a zone for a timestamp without time zone alone → Remove the zone: the value tells the instant itself',
  ],
  [
    'A clock without a zone',
    tide('seenAt: DateTime! @time'),
    '3:3 The field "seenAt" is read as UTC: its column "seen_at" is timestamp without time zone → the zone whose clock it shows, such as @time(zone: "Europe/Paris") → Write the zone; if it is UTC, @time(zone: "UTC")',
  ],
  [
    'A zone of a column that holds dates',
    tide('day: DateTime @time(zone: "Europe/Paris")'),
    '3:3 The field "day" is declared DateTime, but its column "day" is date → Date → Write Date',
  ],
  [
    'A percentile of texts',
    ship(`x: Decimal @measure(percentile: "{home} || 'x'", p: 0.5) home: String @column(name: "home_port")`),
    '3:3 The field "x" is declared Decimal, but is percentile of text → an expression that percentile can take → Correct the type, or cast in the expression',
  ],
  [
    'A sum of means along time that is declared an integer',
    'type Log @model(source: "logs", key: ["log_id", "day"], shared: true) { logId: Int! day: Date! @time x: Int @measure(sum: "{logId} + 1", semiAdditive: {over: "day", take: AVG}) }',
    '1:102 The field "x" is declared Int, but is sum of integer → Decimal → Correct the type, or cast in the expression',
  ],
  [
    'A conversion between values that cannot be compared',
    tide(`dock: String @sql(expr: "{dockId}::text") dockId: ID @column(name: "dock") toldAt: DateTime @time
    x: Decimal @measure(conversion: {per: "{dockId}", at: "toldAt", toPer: "{tideId}", within: "P1D"})
    y: Decimal @measure(conversion: {per: "{dock}", at: "toldAt", toPer: "{dock} || ''", within: "P1D"})`),
    '4:5 The conversion "x" compares uuid (per) with integer (toPer) → values of the same type, which tell one entity from another → Correct per or toPer, or cast one of them',
  ],
  [
    'A conversion whose conditions are none, of either model',
    `type Ship @model(source: "public.ships", key: "ship_id", tenant: "company_id") {
  shipId: ID! builtOn: Date @time grossTonnage: Decimal
  x: Decimal @measure(conversion: {per: "{shipId}", at: "builtOn", to: "Log", toPer: "{logId}", toAt: "day", toWhere: "{logId} + 1", within: "P1D"}, where: "{grossTonnage}")
}
type Log @model(source: "logs", key: ["log_id", "day"], shared: true) { logId: ID! day: Date! @time }`,
    '3:3 The where of "x" is numeric(12,3) → a condition: boolean → Compare with something, such as {status} = \'PAID\'',
    '3:3 The toWhere of "x" is integer → a condition: boolean → Compare with something, such as {status} = \'PAID\'',
  ],
  [
    'A conversion with an expression that the warehouse refuses',
    tide(
      'toldAt: DateTime @time x: Decimal @measure(conversion: {per: "{tideId}", at: "toldAt", toPer: "nothing({tideId})", within: "P1D"})',
    ),
    '3:26 The expression of "x" is wrong: function nothing(integer) does not exist → one value of the row at hand, which the warehouse understands → Correct the expression',
  ],
]

test.each(cases)('%s is told', async (_, sdl, ...faults) => {
  expect(await told(sdl)).toEqual(faults)
})

test('A clock with its zone, and an instant without one, have no faults; without a zone a clock is a warning', async () => {
  expect(
    await told(
      tide(
        'seenAt: DateTime! @time(zone: "Europe/Paris") toldAt: DateTime @time day: Date @time later: DateTime @sql(expr: "{toldAt} + interval \'1 day\'")',
      ),
    ),
  ).toEqual([])
  // An expression over a clock with a zone is one over instants, and so it has no clock of its own.
  expect(
    await told(
      tide(
        `seenAt: DateTime! @time(zone: "Europe/Paris") later: DateTime @sql(expr: "{seenAt} + interval '1 hour'")
         known: Boolean @sql(expr: "{twice} < now()") twice: DateTime @sql(expr: "{plain}") @time(zone: "Asia/Tokyo")
         plain: DateTime @column(name: "seen_at") @time(zone: "UTC")`,
      ),
    ),
  ).toEqual([
    '4:55 The field "twice" has the zone Asia/Tokyo, but its expression is timestamp with time zone → a zone for a timestamp without time zone alone → Remove the zone: the value tells the instant itself',
  ])
  const { faults } = await check(tide('seenAt: DateTime! @time'))
  expect(faults.map(({ severity }) => severity)).toEqual(['warning'])
})

test('Measures of every kind that fit have no faults', async () => {
  expect(
    await told(`
type Tide @model(source: "tides", key: "tide_id", shared: true) {
  tideId: ID! toldAt: DateTime @time water: Decimal
  middle: Decimal @measure(median: "{water}")
  high: Decimal @measure(percentile: "{water} * 2", p: 0.9)
  about: Int! @measure(approxCountDistinct: "{water}")
  soFar: Decimal @measure(sum: "{water}", cumulative: {over: "toldAt", toDate: MONTH})
  perLog: Decimal @measure(expr: "{soFar} / {Log.logCount}")
  again: Decimal @measure(conversion: {per: "{tideId}", at: "toldAt", toWhere: "{water} > 1", within: "P1D"})
}
type Log @model(source: "logs", key: ["log_id", "day"], shared: true) {
  logId: Int! day: Date! @time logCount: Int! @measure(count: true)
  usual: Decimal @measure(sum: "{logId} + 1", semiAdditive: {over: "day", take: AVG})
}`),
  ).toEqual([])
})

test('Only what a table keeps from being null is assured', async () => {
  const table = await check(
    ship('companyId: ID! nextId: BigInt! @sql(expr: "{plain} + 1") plain: BigInt @column(name: "ship_id")'),
  )
  expect(table).toEqual({ faults: [], assured: new Set(['Ship.shipId', 'Ship.companyId']) })
  const view = await check(
    'type Ship @model(source: "free_ships", key: "ship_id", tenant: "company_id") { shipId: ID! builtOn: Date! }',
  )
  expect(view).toEqual({ faults: [], assured: new Set() })
  const query = await check(
    'type Ship @model(sql: "select * from ships", key: "ship_id", tenant: "company_id") { shipId: ID! }',
  )
  expect(query).toEqual({ faults: [], assured: new Set() })
})

test('Checking runs no authored SQL', async () => {
  await database.query(
    `create sequence touched; create function touch(x bigint) returns bigint language sql volatile as $$ select nextval('touched') $$`,
  )
  expect(await told(ship('n: BigInt @column(name: "ship_id") x: BigInt @sql(expr: "touch({n})")'))).toEqual(
    [],
  )
  const { rows } = await database.query('select is_called from touched')
  expect(rows).toEqual([{ is_called: false }])
})

test('Row rules and what small groups count are read by the warehouse, with claims as the parameters that they will be', async () => {
  const rules = `@rows(where: "{grossTonnage} > 10 and {home.name} = {claims.port}")
    @rows(where: "{home.portCode} = any({claims.ports}) and {builtOn} < current_date")
    @rows(where: "{mood} = {claims.mood}") @rows(where: "true")
    @minGroup(size: 5, of: "{home.portCode} || '!'", by: ["builtOn"])`
  const fields = `grossTonnage: Decimal builtOn: Date mood: String home: Port @link(from: "home_port")`
  const ports =
    'type Port @model(source: "ports", key: "port_code", shared: true) { portCode: ID! name: String! }'
  const ruled = (wrong: string) => ship(fields, ports).replace('"company_id")', `"company_id") ${wrong}`)
  expect(await told(ruled(rules))).toEqual([])
  expect(
    await told(
      ruled(`@rows(where: "{grossTonnage} > built_on") @rows(where: "{home.name}")
    @rows(where: "{grossTonnage} = {claims.size} + 'a'::text") @rows(where: "{claims.size} is null")
    @rows(where: "count(*) > 1") @minGroup(size: 2, of: "'{}'::json", by: ["builtOn"])`),
    ),
  ).toEqual([
    `1:80 The row rule of "Ship" is wrong: column "built_on" does not exist → one value of the row at hand, which the warehouse understands → Write columns as {field}, and texts in single quotes`,
    `1:122 The row rule of "Ship" is text → a condition: boolean → Compare with something, such as {region} = {claims.region}`,
    `2:5 The row rule of "Ship" is wrong: operator does not exist: unknown + text → one value of the row at hand, which the warehouse understands → Correct the expression`,
    `2:64 The row rule of "Ship" is wrong: could not determine data type of parameter $1 → one value of the row at hand, which the warehouse understands → Correct the expression`,
    `3:5 The row rule of "Ship" is wrong: aggregate functions are not allowed in WHERE → one value of the row at hand, which the warehouse understands → Correct the expression`,
    `1:6 What the small groups of "Ship" count is json → a value that tells one from another → Name a key in "of", such as {customer.id}`,
  ])
})
