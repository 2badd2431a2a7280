import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { checkModels } from '../../src/catalog/check.ts'
import { draftProject } from '../../src/catalog/draft/draft.ts'
import { loadModels } from '../../src/model/index.ts'
import type { Inventory, Warehouse } from '../../src/warehouses/contract.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { harbour } from './harbour.ts'
import { openWarehouse } from '../support/warehouse.ts'

let database: FreshDatabase
let warehouse: Warehouse
let inventory: Inventory

beforeAll(async () => {
  database = await freshDatabase()
  await database.query(harbour)
  warehouse = openWarehouse(database, { url: database.url })
  inventory = await warehouse.inspect()
})

afterAll(async () => {
  await warehouse.close()
  await database.drop()
})

/** The file of a table, each line trimmed, comments of owners left out. */
function fileOf(name: string, tenant?: string): readonly string[] {
  const { files } = draftProject(inventory, tenant === undefined ? {} : { tenant })
  const lines = (files.get(`${name}.graphql`) ?? '').split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '' && !line.startsWith('# @'))
}

test.each([{ tenant: 'companies.company_id' }, { tenant: 'public.ships.ship_id' }, {}])(
  'A draft passes every check as it is: %p',
  async (options) => {
    const { files } = draftProject(inventory, options)
    const { models, faults } = loadModels(files)
    expect(faults).toEqual([])
    expect(models.byName.size).toBe(15)
    const checked = await checkModels(models, new Map([['default', warehouse]]))
    expect(checked.faults).toEqual([])
    expect(checked.assured.has('Company.legalName')).toBe(true)
  },
)

test('The same inventory gives the same draft', () => {
  expect(draftProject(inventory)).toEqual(draftProject(inventory))
})

test('The tenant is proposed with the reason, and can be named', () => {
  const proposed = draftProject(inventory)
  expect(proposed.tenants).toEqual({ from: 'Company' })
  expect(proposed.notes[0]).toBe(
    'The tenant is companies.company_id: its name says that it holds parties, and 7 other tables lead to it.',
  )
  expect(proposed.notes[1]).toBe(
    'Every tenant sees every row of News, Port, QueryRecord: reference data, as it seems. Add @allow to what is not for all.',
  )
  expect(draftProject(inventory, { tenant: 'ships.ship_id' }).tenants).toEqual({ from: 'Ship' })
})

test('A tenant that is not there is refused with the nearest one', () => {
  expect(() => draftProject(inventory, { tenant: 'companies.company' })).toThrow(
    '--tenant: There is no column "companies.company" in a table that becomes a model. ' +
      'Expected one of companies.company_id, companies.legal_name, companies.vat_rate. Try --tenant companies.company_id.',
  )
})

test('Every column keeps a field, foreign keys get a link beside it, and those against it are told apart', () => {
  expect(fileOf('voyages')).toEqual([
    'type Voyage',
    '@model(source: "public.voyages", key: "voyage_id", tenant: "ship.company_id")',
    '{',
    'voyageId: ID!',
    'shipId: ID!',
    'fromPort: ID!',
    'toPort: ID',
    'departedAt: DateTime! @time',
    'notValue: Boolean @column(name: "not")',
    'state: BerthState!',
    'updatedAt: DateTime @time',
    'fromPortPort: Port @link(from: "from_port")',
    'ship: Ship @link(from: "ship_id")',
    'toPortPort: Port @link(from: "to_port")',
    'voyageStops: [VoyageStop!]! @link(to: "voyage_id")',
    'voyageCount: Int! @measure(count: true)',
    'lastDepartedAt: DateTime @measure(max: "{departedAt}")',
    '}',
  ])
  expect(fileOf('ports').filter((line) => line.includes('voyages'))).toEqual([
    'voyagesByFromPort: [Voyage!]! @link(to: "from_port")',
    'voyagesByToPort: [Voyage!]! @link(to: "to_port")',
  ])
})

test('A table without a column of the tenant gets it along the links, however long', () => {
  expect(fileOf('cargo_lines')[1]).toBe(
    '@model(source: "public.Cargo Lines", key: ["voyage_id", "line_no"], tenant: "voyageStop.voyage.ship.company_id")',
  )
})

test('Composite keys, odd names, and one row for one row are linked', () => {
  expect(fileOf('cargo_lines').slice(2)).toEqual([
    '{',
    'voyageId: ID!',
    'lineNo: ID!',
    'n2ndName: String @column(name: "2nd name")',
    'grosse: Float @column(name: "Größe")',
    'grosseValue: Float @column(name: "größe")',
    'quantity: Int!',
    'unitPrice: Decimal!',
    'voyageStop: VoyageStop @link(from: ["voyage_id", "line_no"])',
    'cargoLineCount: Int! @measure(count: true)',
    '# decide: quantity times price.',
    'revenue: Decimal @measure(sum: "{quantity} * {unitPrice}")',
    'totalGrosse: Decimal @measure(sum: "{grosse}::numeric")',
    'averageGrosse: Decimal @measure(avg: "{grosse}::numeric")',
    'totalGrosseValue: Decimal @measure(sum: "{grosseValue}::numeric")',
    'averageGrosseValue: Decimal @measure(avg: "{grosseValue}::numeric")',
    'totalQuantity: BigInt @measure(sum: "{quantity}")',
    'averageQuantity: Decimal @measure(avg: "{quantity}")',
    'averageUnitPrice: Decimal @measure(avg: "{unitPrice}")',
    '}',
  ])
  expect(fileOf('voyage_stops')).toContain('cargoLine: CargoLine @link(to: ["voyage_id", "line_no"])')
  expect(fileOf('companies')).toContain('companySetting: CompanySetting @link(to: "company_id")')
})

test('Comments become descriptions, bytes are left out, odd enums stay text', () => {
  expect(fileOf('companies').slice(0, 6)).toEqual([
    '"Whoever pays \\"us\\"."',
    'type Company',
    '@model(source: "public.companies", key: "company_id", tenant: "company_id")',
    '{',
    'companyId: ID!',
    '"As registered."',
  ])
  expect(fileOf('ships')).toContain('# logo: bytea cannot be carried.')
  expect(fileOf('ships')).toContain('mood: String # its labels are no GraphQL names')
  expect(fileOf('enums')).toEqual(['enum BerthState {', 'FREE', 'TAKEN', '}'])
})

test('A link of a table to itself is told apart from its rows and its column', () => {
  expect(fileOf('crew')).toContain('captain: Crew @link(from: "captain_id")')
  expect(fileOf('crew')).toContain('crewsByCaptain: [Crew!]! @link(to: "captain_id")')
})

test('Only plain reference data is shown to every tenant unasked', () => {
  const { files } = draftProject(inventory)
  const open: string[] = []
  const hidden: string[] = []
  for (const model of loadModels(files).models.byName.values()) {
    if (model.tenant.is !== 'shared') continue
    if (model.allow) hidden.push(model.name)
    else open.push(model.name)
  }
  expect(open.sort()).toEqual(['News', 'Port', 'QueryRecord'])
  expect(hidden.sort()).toEqual(['Crew', 'Invoice', 'Log', 'Watch'])
})

test('What is hidden says why, and what would show it', () => {
  expect(fileOf('crew').slice(0, 2)).toEqual([
    '# decide: no way leads from here to the tenant, and "first_name" is about people.',
    '# Until you decide, only the role "internal" sees it. Remove @allow to show every row to every tenant.',
  ])
})

test('A person decides where several ways lead to the tenant, or only a name does', () => {
  expect(fileOf('transfers')[0]).toBe('# decide: the tenant could also be "buyer_id".')
  expect(fileOf('events')[0]).toBe(
    '# decide: "company_id" names the tenant by its name alone; no foreign key says so.',
  )
})

test('Without a tenant nothing is shown but to the role internal', () => {
  const relations = inventory.relations.filter(({ name }) => name === 'ports' || name === 'news')
  const { files, notes, tenants } = draftProject({ relations })
  expect(tenants).toBeUndefined()
  expect(notes).toEqual([
    'No tenant was found, so every model is for the role "internal" alone. Name one with --tenant table.column.',
  ])
  const models = [...loadModels(files).models.byName.values()]
  expect(models.map(({ name, allow }) => [name, allow])).toEqual([
    ['News', ['internal']],
    ['Port', ['internal']],
  ])
})

test('Where no tenant is found, what may be one is listed with the reason', () => {
  const relations = inventory.relations.filter(
    ({ name }) => !['companies', 'company_settings'].includes(name),
  )
  const { notes, tenants } = draftProject({ relations })
  expect(tenants).toBeUndefined()
  expect(notes[0]).toMatch(/^No tenant was found/)
  expect(notes.filter((note) => note.startsWith('It may be')).slice(0, 2)).toEqual([
    'It may be --tenant events.company_id: it is called after a party, and 4 other tables lead to it.',
    'It may be --tenant transfers.seller_id: it is called after a party.',
  ])
})

test('What cannot be a model is left out, and it is said why', () => {
  expect(fileOf('left_out')).toEqual([
    '# What sluice init left out, and why.',
    '# view public.free_ships: a view has no key that the warehouse knows of: name its key, and set security_invoker on it.',
    '# table public.readings: it has no primary key, nor a unique index over columns that are not null.',
    '# materialized view public.totals: row-level security does not reach a materialized view: serve a table instead.',
  ])
})

test('A name of the warehouse cannot break out of a comment or a text', () => {
  const ports = inventory.relations.find(({ name }) => name === 'ports')
  const relation = {
    ...ports!,
    name: 'odd"\n} type Evil @model(source: "x", key: "y", shared: true) { y: ID! } #',
    columns: ports!.columns.map((column) => ({ ...column, comment: '"""\n} type Evil { x: ID }' })),
  }
  const { files } = draftProject({ relations: [relation, { ...relation, schema: 'b', key: [] }] })
  const { models, faults } = loadModels(files)
  expect(faults).toEqual([])
  expect(models.byName.size).toBe(1)
})

test('A draft keeps out of the way of names that the API needs, and asks whose clock a timestamp without zone shows', async () => {
  await database.query(
    'create table metrics (metric_id integer primary key, metric_record_count_share integer not null, read_at timestamp not null, "_at" timestamptz)',
  )
  try {
    const { relations } = await warehouse.inspect()
    const { files } = draftProject({ relations: relations.filter(({ name }) => name === 'metrics') })
    const { models, faults } = loadModels(files)
    expect(faults).toEqual([])
    expect((await checkModels(models, new Map([['default', warehouse]]))).faults).toEqual([])
    const lines = [...files.values()]
      .join('')
      .split('\n')
      .map((line) => line.trim())
    expect(lines).toContain('type MetricRecord')
    expect(lines).toContain('readAt: DateTime! @time(zone: "UTC") # decide: whose clock the column shows')
    expect(lines).toContain('metricRecordRowCount: Int! @measure(count: true)')
  } finally {
    await database.query('drop table metrics')
  }
})
