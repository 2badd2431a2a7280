import type { Case } from './case.ts'
import { checked, inOrder, plainRow, readChecks, type Check } from './check.ts'
import { flatRows, sparse, type FlatRow } from './flat.ts'
import { tenants, type House, type Tenant, type Told } from './house.ts'
import { pagesOf } from './pages.ts'
import { scans } from './plan.ts'

/** The one table of the fixture that all tenants share. */
const SHARED = 'products'

/** What a case turned out to be, beside what it must be: equal, or it fails. */
export interface Verdict {
  readonly found: unknown
  readonly expected: unknown
  /** What the first tenant was told. */
  readonly told: Told
}

/**
 * Asks as each tenant. Each answer must have the rows of the hand-written SQL, in one round trip of as many statements
 * as the case says, with the tenant bound at every scan; and the tenants must have no row in common.
 */
export async function judge(house: House, golden: Case): Promise<Verdict> {
  const sides = await Promise.all(tenants.map((tenant) => sideOf(house, golden, tenant)))
  const [first, second] = sides
  if (!first || !second) throw new Error('there are two tenants')
  const common = rowsOf(first).filter((row) => rowsOf(second).some((other) => same(row, other)))
  return {
    told: first.told,
    found: {
      ...Object.fromEntries(sides.map(({ tenant, found }) => [tenant, found])),
      common: golden.alike === undefined ? common : common.length > 0,
    },
    expected: {
      ...Object.fromEntries(sides.map(({ tenant, expected }) => [tenant, expected])),
      common: golden.alike === undefined ? [] : true,
    },
  }
}

interface Side {
  readonly tenant: Tenant
  readonly told: Told
  readonly found: Found
  readonly expected: Found
}

interface Found {
  readonly errors: string
  /** For each page its statements a round trip. */
  readonly statements: readonly (readonly number[])[]
  readonly unbound: readonly string[]
  readonly foreign: readonly string[]
  readonly rows: Readonly<Record<string, readonly FlatRow[]>>
}

async function sideOf(house: House, golden: Case, tenant: Tenant): Promise<Side> {
  const pages = await pagesOf(house, golden, tenant)
  const told = pages.whole
  const checks = golden.check === undefined || told.errors.length > 0 ? [] : readChecks(golden.check)
  const text = JSON.stringify(told.data) + told.errors.join()
  const found: Found = {
    errors: told.errors.join('\n'),
    statements: pages.trips.map((trips) => trips.map((trip) => trip.length)),
    unbound: pages.trips.flat(2).flatMap((statement) => unbound(statement.text)),
    foreign: tenants.filter((other) => other !== tenant && text.includes(`@${other}`)),
    rows: Object.fromEntries(checks.map((check) => [check.path, answered(check, told)])),
  }
  const rows = await Promise.all(
    checks.map(async (check) => {
      const expected = (await checked(house.owner, check, tenant)).map(plainRow)
      return [check.path, inOrder(check, expected)] as const
    }),
  )
  const page = golden.statements > 0 ? [golden.statements] : []
  const expected: Found = {
    errors: golden.error ?? '',
    statements: Array.from({ length: golden.pages?.counts[tenants.indexOf(tenant)] ?? 1 }, () => page),
    unbound: [],
    foreign: [],
    rows: Object.fromEntries(rows),
  }
  return { tenant, told, found, expected }
}

function answered(check: Check, { data }: Told): readonly FlatRow[] {
  return inOrder(check, sparse(flatRows(data, check.path)).map(plainRow))
}

function unbound(text: string): readonly string[] {
  return scans(text).flatMap(({ table, bound }) => (bound || table === SHARED ? [] : [table]))
}

function rowsOf({ found }: Side): readonly FlatRow[] {
  return Object.values(found.rows).flat()
}

function same(a: FlatRow, b: FlatRow): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
