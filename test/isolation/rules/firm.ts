import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import type { Warehouse } from '../../../src/warehouses/contract.ts'
import { modelsOf, openDesk, type Desk } from '../../support/desk.ts'
import { openGuarded } from '../../support/warehouse.ts'

/** A firm whose people see of each other what the rules leave: masks, row rules, and salaries told in groups. */
const firmSchema = `
type Team @model(source: "firm.teams", key: "team_id", tenant: "tenant_id")
  @rows(roles: ["manager"], where: "{region} = any({claims.regions})")
  @rows(roles: ["director"], where: "true") {
  id: ID! @column(name: "team_id")
  name: String!
  region: String
  workers: [Worker!]! @link(to: "team_id")
  teamCount: Int! @measure(count: true)
}

type Worker @model(source: "firm.workers", key: "worker_id", tenant: "tenant_id")
  @rows(where: "{login} = {claims.sub}")
  @rows(roles: ["manager"], where: "{team.region} = any({claims.regions})")
  @rows(roles: ["director", "hr"], where: "true") {
  id: ID! @column(name: "worker_id") @pii(kind: ID, mask: NONE)
  login: String!
  name: String! @pii(kind: NAME, mask: PARTIAL, clear: ["hr"])
  email: String @pii(kind: EMAIL, mask: HASH, clear: ["hr"])
  phone: String @pii(kind: PHONE, mask: PARTIAL, clear: ["hr"])
  badge: ID! @pii(kind: ID, mask: TOKEN, clear: ["hr"])
  bornOn: Date @time @pii(kind: BIRTHDATE, mask: NULL, clear: ["hr"])
  initial: String @sql(expr: "left({name}, 1)") @pii(kind: OTHER, mask: NULL, clear: ["hr"])
  level: Int!
  startedAt: DateTime! @time
  team: Team @link(from: "team_id")
  boss: Worker @link(from: "boss_id")
  reports: [Worker!]! @link(to: "boss_id")
  salaries: [Salary!]! @link(to: "worker_id")
  desk: Desk @link(from: "worker_id")
  headCount: Int! @measure(count: true)
  levels: BigInt @measure(sum: "{level}")
  oldest: Date @measure(min: "{bornOn}")
  mails: Int! @measure(countDistinct: "{email}")
  mailsTold: Int! @measure(countDistinct: "{email}", overMasked: COMPUTE)
  adas: Int! @measure(count: true, where: "{name} like 'Ada%'")
  perMail: Decimal @measure(expr: "{headCount} / {mails}")
  teamsEach: Decimal @measure(expr: "{Team.teamCount} / {headCount}")
  meanPay: Decimal @measure(expr: "{Salary.paid} / {headCount}")
}

"What somebody was paid: told in groups of three people or more."
type Salary @model(source: "firm.salaries", key: "salary_id", tenant: "tenant_id")
  @minGroup(size: 3, of: "{worker.id}", by: ["grade", "month", "worker.level"], clear: ["payroll"]) {
  id: ID! @column(name: "salary_id")
  paidAt: DateTime! @time
  month: Date! @time @sql(expr: "date_trunc('month', {paidAt})::date")
  grade: String
  amount: Decimal!
  note: String
  worker: Payee @link(from: "worker_id")
  parts: [SalaryPart!]! @link(to: "salary_id")
  paid: Decimal @measure(sum: "{amount}")
  payments: Int! @measure(count: true)
  meanPaid: Decimal @measure(avg: "{amount}")
  highest: Decimal @measure(max: "{amount}")
  spread: Decimal @measure(expr: "{highest} - {meanPaid}")
  everPaid: Decimal @measure(sum: "{amount}", cumulative: { over: "paidAt" })
  perHead: Decimal @measure(expr: "{paid} / {Worker.headCount}")
  everByMonth: Decimal @measure(sum: "{amount}", cumulative: { over: "month" })
}
type Payee @model(source: "firm.payees", key: "worker_id", tenant: "tenant_id") {
  id: ID! @column(name: "worker_id")
  level: Int!
  nick: String
  salaries: [Salary!]! @link(to: "worker_id")
  payeeCount: Int! @measure(count: true)
  paidEach: Decimal @measure(expr: "{Salary.paid} / {payeeCount}")
}
type SalaryPart @model(source: "firm.parts", key: ["salary_id", "line"], tenant: "salary.tenant_id") {
  salaryId: ID!
  line: Int!
  what: String!
  salary: Salary @link(from: "salary_id")
  partCount: Int! @measure(count: true)
}

"Where somebody sits, in a warehouse of its own."
type Desk @model(source: "firm.desks", key: "worker_id", tenant: "tenant_id", warehouse: "house")
  @rows(roles: ["hr", "director"], where: "true")
  @rows(roles: ["manager"], where: "{floor} = {claims.floor}") {
  workerId: ID! @pii(kind: ID, mask: TOKEN, clear: ["hr"])
  floor: Int!
  plate: String @pii(kind: NAME, mask: PARTIAL, clear: ["hr"])
  deskCount: Int! @measure(count: true)
}
`

const ddl = `
create schema firm;
create table firm.teams (tenant_id text not null, team_id int not null, name text not null, region text, primary key (tenant_id, team_id));
create table firm.workers (tenant_id text not null, worker_id int primary key, login text not null, name text not null, email text, phone text,
  badge text not null, born_on date, level int not null, started_at timestamptz not null, team_id int, boss_id int);
create table firm.payees (tenant_id text not null, worker_id int primary key, level int not null, nick text);
create table firm.salaries (tenant_id text not null, salary_id int primary key, worker_id int, paid_at timestamptz not null, grade text, amount numeric(20, 2) not null, note text);
create table firm.parts (salary_id int not null references firm.salaries, line int not null, what text not null, primary key (salary_id, line));
`

const desks = `create schema firm; create table firm.desks (tenant_id text not null, worker_id int primary key, floor int not null, plate text);`

export const firmTenants = ['acme', 'globex'] as const

/** The tenant's own digit block: acme's ids stay below 1,000. */
const block = (tenant: string) => (tenant === 'acme' ? 0 : 1000)

export interface Worker {
  readonly id: number
  readonly login: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly badge: string
  readonly bornOn: string | null
  readonly level: number
  readonly startedAt: string
  readonly team: number | null
  readonly boss: number | null
}

const names = ['Ada', 'Bob', 'Cyd', 'Dee', 'Eve', 'Flo', 'Gus', 'Hal', 'Ida', 'Jon']
const regions = ['north', 'south', null, 'north'] as const

/** Teams 1 to 4, of which 3 has no region; each tenant's e-mails are the same as the other's. */
export function workersOf(tenant: string): readonly Worker[] {
  return names.map((name, i) => ({
    id: block(tenant) + i + 1,
    login: `${name.toLowerCase()}@${tenant}`,
    name: `${name} ${tenant}`,
    email: i % 4 === 3 ? null : `${name.toLowerCase()}.${i % 3}@mail.example`,
    phone: i % 5 === 4 ? null : `+49 30 12${String(i).padStart(3, '0')} ${70 + i}`,
    badge: `badge-${tenant}-${String(9 - i)}`,
    bornOn: i % 3 === 2 ? null : `19${60 + i}-05-0${i % 9 || 9}`,
    level: 1 + (i % 3),
    startedAt: `2025-0${1 + (i % 9)}-01T00:00:00Z`,
    team: i === 9 ? null : 1 + (i % 4),
    boss: i === 0 ? null : block(tenant) + 1 + ((i - 1) >> 1),
  }))
}

export function regionOf({ team }: Worker): string | null {
  return team === null ? null : (regions[team - 1] ?? null)
}

export interface Salary {
  readonly id: number
  readonly worker: number
  readonly level: number
  readonly at: string
  readonly month: string
  readonly grade: string | null
  readonly amount: number
}

/** Three months; in March two people of level 3 alone are paid at grade B. */
export function salariesOf(tenant: string): readonly Salary[] {
  return workersOf(tenant).flatMap((worker, i) =>
    [1, 2, 3].flatMap((month): Salary[] => {
      if ((i + month) % 7 === 0) return []
      const grade = ['A', 'B', null][(i + (month === 3 ? i : 0)) % 3] ?? null
      return [
        {
          id: block(tenant) + i * 10 + month,
          worker: worker.id,
          level: worker.level,
          at: `2026-0${month}-${10 + i}T08:00:00Z`,
          month: `2026-0${month}-01`,
          grade,
          amount: (100 + i * 7 + month) * (tenant === 'acme' ? 1 : 1000),
        },
      ]
    }),
  )
}

function text(value: string | number | null): string {
  if (value === null) return 'null'
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
}

function insert(table: string, rows: readonly (readonly (string | number | null)[])[]): string {
  return `insert into ${table} values ${rows.map((row) => `(${row.map(text).join(', ')})`).join(', ')};`
}

function filling(tenant: string): string {
  const workers = workersOf(tenant)
  const salaries = salariesOf(tenant)
  return [
    insert(
      'firm.teams',
      regions.map((region, i) => [tenant, i + 1, `team ${i + 1} of ${tenant}`, region]),
    ),
    insert(
      'firm.workers',
      workers.map((one) => [
        tenant,
        one.id,
        one.login,
        one.name,
        one.email,
        one.phone,
        one.badge,
        one.bornOn,
        one.level,
        one.startedAt,
        one.team,
        one.boss,
      ]),
    ),
    insert(
      'firm.payees',
      workers.map(({ id, level, login }) => [tenant, id, level, login]),
    ),
    insert(
      'firm.salaries',
      salaries.map(({ id, worker, at, grade, amount }) => [
        tenant,
        id,
        worker,
        at,
        grade,
        amount,
        `for ${worker}`,
      ]),
    ),
    insert(
      'firm.parts',
      salaries.map(({ id }) => [id, 1, 'base']),
    ),
  ].join('\n')
}

export interface Firm extends Desk {
  readonly warehouses: ReadonlyMap<string, Warehouse>
  /** Of the warehouse that all but the desks are in. */
  readonly database: FreshDatabase
  close(): Promise<void>
}

/** The firm in two warehouses, behind an engine. */
export async function openFirm(): Promise<Firm> {
  const models = modelsOf(firmSchema)
  const databases = await Promise.all([freshDatabase(), freshDatabase()])
  const [main, house] = databases
  await main.query(ddl + firmTenants.map(filling).join('\n'))
  const plates = firmTenants.flatMap((tenant) =>
    workersOf(tenant).map(({ id, name, level }) => [tenant, id, level, name]),
  )
  await house.query(desks + insert('firm.desks', plates))
  const warehouses = new Map([
    ['default', await openGuarded(main, models)],
    ['house', await openGuarded(house, models, { name: 'house' })],
  ])
  return {
    ...openDesk(models, warehouses),
    warehouses,
    database: main,
    async close() {
      for (const warehouse of warehouses.values()) await warehouse.close()
      for (const database of databases) await database.drop()
    },
  }
}
