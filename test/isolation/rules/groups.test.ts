import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Field } from '../../../src/model/model.ts'
import { openDesk, type Asker, type Told } from '../../support/desk.ts'
import { firmTenants, openFirm, salariesOf, type Firm, type Salary } from './firm.ts'

let firm: Firm
beforeAll(async () => {
  firm = await openFirm()
})
afterAll(() => firm?.close())

const SIZE = 3
const anybody: Asker = { roles: ['director'] }
const payroll: Asker = { roles: ['payroll'] }

const cellOf = ({ grade, month, level }: Salary) => JSON.stringify([grade, month, level])

/** The salaries of cells with three people or more. */
function told(tenant: string): readonly Salary[] {
  const cells = Map.groupBy(salariesOf(tenant), cellOf)
  return [...cells.values()].filter((cell) => new Set(cell.map(({ worker }) => worker)).size >= SIZE).flat()
}

const sum = (salaries: readonly Salary[]) => salaries.reduce((all, { amount }) => all + amount, 0)

interface Row {
  readonly grade: string | null
  readonly month: string
  readonly worker: { readonly level: number }
  readonly paid: string
  readonly payments: number
}

const byCell =
  '{ salaryMetrics { rows { grade month worker { level } paid payments } totals { paid payments } } }'

describe('A model that is told in groups', () => {
  test('tells the groups that are large enough, and of the others nothing, not in totals either', async () => {
    for (const tenant of firmTenants) {
      const { data, errors } = await firm.ask(byCell, { ...anybody, tenant })
      expect(errors).toEqual([])
      const kept = told(tenant)
      expect(kept.length).toBeGreaterThan(SIZE)
      expect(kept.length).toBeLessThan(salariesOf(tenant).length)
      const cells = [...Map.groupBy(kept, cellOf)].map(
        ([cell, those]) => `${cell}: ${sum(those)} of ${those.length}`,
      )
      const rows = data['salaryMetrics'].rows as Row[]
      const found = rows.map(
        ({ grade, month, worker, paid, payments }) =>
          `${JSON.stringify([grade, month, worker.level])}: ${Number(paid)} of ${payments}`,
      )
      expect(found.toSorted()).toEqual(cells.toSorted())
      const { totals } = data['salaryMetrics'] as { totals: Row }
      expect([Number(totals.paid), totals.payments]).toEqual([sum(kept), kept.length])
    }
  })

  test('tells who is cleared everything', async () => {
    const { data } = await firm.ask(byCell, payroll)
    const { totals } = data['salaryMetrics'] as { totals: Row }
    expect([Number(totals.paid), totals.payments]).toEqual([
      sum(salariesOf('acme')),
      salariesOf('acme').length,
    ])
    const both = await firm.ask(byCell, { roles: ['director', 'payroll'] })
    expect(both.data).toEqual(data)
  })

  test('counts members, not rows: a cell of many payments to two people is none', async () => {
    const rows = Map.groupBy(salariesOf('acme'), ({ grade }) => grade)
    expect([...rows.values()].every((those) => those.length >= SIZE)).toBe(true)
    const { data } = await firm.ask('{ salaryMetrics { rows { grade payments } } }', anybody)
    const expected = [...Map.groupBy(told('acme'), ({ grade }) => grade)].map(([grade, those]) => ({
      grade,
      payments: those.length,
    }))
    expect(new Set(data['salaryMetrics'].rows)).toEqual(new Set(expected))
  })
})

/** Answers that differ by one cell at least, however one asks: no question reaches below a cell. */
describe('Two answers differ by whole cells:', () => {
  const total = async (where: string): Promise<Salary[]> => {
    const { data, errors } = await firm.ask(
      `{ salaryMetrics(where: ${where}) { totals { paid payments } } }`,
      anybody,
    )
    expect(errors).toEqual([])
    const { paid, payments } = data['salaryMetrics'].totals as { paid: string | null; payments: number }
    return [{ amount: Number(paid), id: payments } as Salary]
  }
  const cells = () => [...Map.groupBy(told('acme'), cellOf).values()]

  test.each([
    ['a condition and its opposite', '{ grade: { eq: "A" } }', ({ grade }: Salary) => grade === 'A'],
    ['not', '{ not: { grade: { eq: "A" } } }', ({ grade }: Salary) => grade !== 'A'],
    ['what is missing', '{ grade: { isNull: true } }', ({ grade }: Salary) => grade === null],
    ['adjacent windows', '{ month: { lt: "2026-03-01" } }', ({ month }: Salary) => month < '2026-03-01'],
    [
      'a window that begins within a period',
      '{ month: { gte: "2026-01-02" } }',
      ({ month }: Salary) => month >= '2026-01-02',
    ],
    ['along a link', '{ worker: { level: { in: [1, 3] } } }', ({ level }: Salary) => level !== 2],
    [
      'several together',
      '{ or: [{ grade: { eq: "B" } }, { not: { worker: { level: { eq: 1 } } } }] }',
      ({ grade, level }: Salary) => grade === 'B' || level !== 1,
    ],
  ])('%s', async (_, where, keeps) => {
    const [found] = await total(where)
    const expected = cells().flatMap((cell) => cell.filter(keeps))
    expect([found?.amount, found?.id]).toEqual([sum(expected), expected.length])
    const whole = cells().filter((cell) => cell.some(keeps))
    expect(whole.flat()).toHaveLength(expected.length)
  })

  test('a measure’s own condition, shares, ranks, the rest beyond a limit, other periods', async () => {
    const { data, errors } = await firm.ask(
      `{ salaryMetrics(orderBy: [{ paid: DESC }], limit: 1, others: true) {
        rows { grade paid gradeOne: paid(where: { worker: { level: { eq: 1 } } }) part: paid(share: TOTAL) }
        totals { paid }
      } }`,
      anybody,
    )
    expect(errors).toEqual([])
    const grades = [...Map.groupBy(told('acme'), ({ grade }) => grade)].toSorted(
      (a, b) => sum(b[1]) - sum(a[1]),
    )
    const [first, ...rest] = grades
    const { rows } = data['salaryMetrics'] as { rows: { paid: string }[] }
    expect(rows.map(({ paid }) => Number(paid))).toEqual([
      sum(first?.[1] ?? []),
      sum(rest.flatMap(([, those]) => those)),
    ])
  })

  test('calendars of the asker’s own move whole cells, too', async () => {
    for (const calendar of [
      'weekStart: SUNDAY',
      'weekStart: WEDNESDAY',
      'timezone: "Pacific/Auckland"',
      'yearStart: MARCH',
    ]) {
      for (const by of ['WEEK', 'QUARTER', 'YEAR']) {
        const { data, errors } = await firm.ask(
          `{ salaryMetrics(${calendar}) { rows { month(by: ${by}) payments everByMonth } } }`,
          anybody,
        )
        expect(errors).toEqual([])
        const counts = (data['salaryMetrics'].rows as Row[]).map(({ payments }) => payments)
        expect(counts.every((count) => count >= SIZE)).toBe(true)
        expect(counts.reduce((all, one) => all + one, 0)).toBe(told('acme').length)
      }
    }
  })
})

/** Whatever isn't a sum over whole cells. */
const ways: readonly [string, string][] = [
  ['rows', '{ salaries { nodes { id amount } } }'],
  ['a look-up', '{ salary(id: "1") { amount } }'],
  ['how many rows', '{ salaries { totalCount } }'],
  ['rows below another model’s', '{ payees { nodes { salaries { nodes { amount } } } } }'],
  ['how many rows are below', '{ payees { nodes { salaries { totalCount } } } }'],
  ['measures per parent', '{ payees { nodes { salaryMetrics { paid } } } }'],
  ['a link to one', '{ salaryParts { nodes { salary { amount } } } }'],
  [
    'a condition along a link to many',
    '{ payees(where: { salaries: { some: { grade: { eq: "A" } } } }) { nodes { id } } }',
  ],
  [
    'a condition along a link to one',
    '{ salaryParts(where: { salary: { grade: { eq: "A" } } }) { totalCount } }',
  ],
  ['an order along a link', '{ salaryParts(orderBy: [{ salary: { amount: ASC } }]) { nodes { line } } }'],
  ['a group along a link', '{ salaryPartMetrics { rows { salary { grade } partCount } } }'],
  ['a group along a link to many', '{ payeeMetrics { rows { salaries(each: true) { grade } payeeCount } } }'],
  ['several models', '{ metrics { totals { salaryMetrics { paid } } } }'],
  ['a group of several models', '{ metrics { rows { salary { grade } salaryPartMetrics { partCount } } } }'],
  [
    'a where of several models',
    '{ metrics(where: { salary: { grade: { eq: "A" } } }) { totals { salaryPartMetrics { partCount } } } }',
  ],
  ['another model’s measure of it', '{ payeeMetrics { totals { paidEach } } }'],
  ['a group that tells no cells', '{ salaryMetrics { rows { note paid } } }'],
  ['a key', '{ salaryMetrics { rows { id paid } } }'],
  ['a time', '{ salaryMetrics { rows { paidAt(by: MONTH) paid } } }'],
  ['an amount', '{ salaryMetrics { rows { amount payments } } }'],
  ['somebody', '{ salaryMetrics { rows { worker { id } paid } } }'],
  ['somebody’s nick', '{ salaryMetrics { rows { worker { nick } paid } } }'],
  ['a group along many', '{ salaryMetrics { rows { parts(each: true) { what } paid } } }'],
  [
    'a condition that tells no cells',
    '{ salaryMetrics(where: { amount: { gt: "110" } }) { totals { payments } } }',
  ],
  [
    'a condition on a time',
    '{ salaryMetrics(where: { paidAt: { gte: "2026-01-15T00:00:00Z" } }) { totals { paid } } }',
  ],
  [
    'a condition on somebody',
    '{ salaryMetrics(where: { worker: { id: { ne: "7" } } }) { totals { paid } } }',
  ],
  [
    'a condition on what follows',
    '{ salaryMetrics(where: { parts: { some: { line: { eq: 1 } } } }) { totals { paid } } }',
  ],
  ['a measure’s condition', '{ salaryMetrics { totals { paid(where: { note: { eq: "for 7" } }) } } }'],
  ['the highest', '{ salaryMetrics { rows { grade highest } } }'],
  ['a formula with the highest', '{ salaryMetrics { rows { grade spread } } }'],
  ['having the highest', '{ salaryMetrics(having: { highest: { gt: "1" } }) { rows { grade paid } } }'],
  ['an order by the highest', '{ salaryMetrics(orderBy: [{ highest: ASC }]) { rows { grade paid } } }'],
  ['what accumulates along a time that tells no cells', '{ salaryMetrics { totals { everPaid } } }'],
]

describe('Nothing below a cell is told:', () => {
  const isRefused = ({ data, errors }: Told) =>
    errors.length > 0 && Object.values(data).every((one) => one === undefined)

  test.each(ways)('%s is not in the API of who isn’t cleared', async (_, text) => {
    expect(isRefused(await firm.ask(text, anybody))).toBe(true)
    expect((await firm.ask(text, payroll)).errors).toEqual([])
  })

  test.each(ways)('%s is refused by the engine alone, in the words for what isn’t there', async (_, text) => {
    for (const { query } of firm.read(text, ['payroll', 'director'])) {
      expect(() => firm.engine.compile(query, { scope: 'tenant', roles: ['director'] })).toThrow(
        /^There is no (?:field|model) "|^"orderBy" names|doesn't lead to/,
      )
      expect(firm.engine.compile(query, { scope: 'tenant', roles: ['payroll'] }).statements).not.toEqual([])
    }
  })
})

test('Nor what accumulates to an end within a group, or is a mean of balances, should the model say that it may be', () => {
  const salary = firm.models.byName.get('Salary')
  const ever = salary?.fields.get('everPaid')
  if (!salary || ever?.is !== 'measure') throw new TypeError('a measure')
  if (ever.computation.is !== 'aggregate') throw new TypeError('an aggregate')
  const balance = { is: 'semiAdditive' as const, over: 'month', take: 'AVG' as const, per: ['worker_id'] }
  const fields = new Map<string, Field>([
    ...salary.fields,
    ['everPaid', { ...ever, clears: [] }],
    ['held', { ...ever, name: 'held', clears: [], computation: { ...ever.computation, along: balance } }],
  ])
  const byName = new Map([...firm.models.byName, ['Salary', { ...salary, fields }]])
  const { engine } = openDesk({ ...firm.models, byName }, firm.warehouses)
  for (const field of ['everPaid', 'held']) {
    const select = [{ is: 'measure' as const, as: 'it', field }]
    const fields = [{ is: 'totals' as const, as: 'totals', select }]
    const query = { is: 'metrics' as const, model: 'Salary', orderBy: [], fields }
    expect(() => engine.compile(query, { scope: 'tenant', roles: [] })).toThrow(
      `There is no field "Salary.${field}"`,
    )
    expect(engine.compile(query, { scope: 'tenant', roles: ['payroll'] }).statements).not.toEqual([])
  }
})

test('A sync of the tenant’s own reads every row: it is no person', () => {
  const [root] = firm.read('{ salaries(first: 10) { nodes { amount } } }', ['payroll'])
  if (!root) throw new TypeError('a query')
  const { statements } = firm.engine.compile(root.query, { scope: 'tenant', roles: [], whole: true })
  expect(statements[0]?.text).not.toContain('sluice_size')
})
