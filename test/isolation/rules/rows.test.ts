import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openScope } from '../../../src/tenant/scope.ts'
import { modelsOf, openDesk, type Asker } from '../../support/desk.ts'
import { firmTenants, openFirm, regionOf, workersOf, type Firm, type Worker } from './firm.ts'

let firm: Firm
beforeAll(async () => {
  firm = await openFirm()
})
afterAll(() => firm?.close())

const ids = (workers: readonly Worker[]) => workers.map(({ id }) => String(id))
const nodeIds = (connection: { nodes: { id: string }[] }) => connection.nodes.map(({ id }) => id)

const manager: Asker = { roles: ['manager'], claims: { regions: ['south'], sub: 'eve@acme' } }
/** What the manager of the south sees: its people, and himself. */
const seen = workersOf('acme').filter((one) => regionOf(one) === 'south' || one.login === 'eve@acme')
const hidden = workersOf('acme').filter((one) => !seen.includes(one))

describe('Who may see a row is decided by the rules that are for him:', () => {
  test.each<[string, Asker, (one: Worker) => boolean]>([
    [
      'a rule without roles is for everybody',
      { claims: { sub: 'bob@acme' } },
      ({ login }) => login === 'bob@acme',
    ],
    [
      'rules of several roles add up',
      manager,
      (one) => regionOf(one) === 'south' || one.login === 'eve@acme',
    ],
    ['a rule that always holds leaves every row', { roles: ['director'] }, () => true],
    [
      'a role that no rule names adds nothing',
      { roles: ['payroll'], claims: { sub: 'cyd@acme' } },
      ({ login }) => login === 'cyd@acme',
    ],
    ['who has no claim sees no row', {}, () => false],
    ['who has a role without its claim sees no row', { roles: ['manager'] }, () => false],
    ['an empty list is nobody’s', { roles: ['manager'], claims: { regions: [] } }, () => false],
  ])('%s', async (_, asker, rule) => {
    for (const tenant of firmTenants) {
      const expected = ids(
        workersOf(tenant).filter((one) => rule({ ...one, login: one.login.replace(`@${tenant}`, '@acme') })),
      )
      const claims = { ...asker.claims }
      if (typeof claims['sub'] === 'string') claims['sub'] = claims['sub'].replace('@acme', `@${tenant}`)
      const { data } = await firm.ask('{ workers(first: 100) { totalCount nodes { id } } }', {
        ...asker,
        claims,
        tenant,
      })
      expect(nodeIds(data['workers'])).toEqual(expected)
      expect(data['workers'].totalCount).toBe(expected.length)
    }
  })

  test('a model whose rules are for others shows no row', async () => {
    const { data } = await firm.ask(
      '{ teams(first: 100) { totalCount nodes { id } } teamMetrics { totals { teamCount } } }',
      {
        claims: { regions: ['north', 'south'], sub: 'ada@acme' },
      },
    )
    expect(data).toEqual({ teams: { totalCount: 0, nodes: [] }, teamMetrics: { totals: { teamCount: 0 } } })
  })
})

describe('A hidden row isn’t there, whichever way one comes:', () => {
  const ask = async (text: string, asker = manager) => {
    const { data, errors } = await firm.ask(text, asker)
    expect(errors).toEqual([])
    return data
  }

  test('a look-up finds none, as for a key that isn’t there', async () => {
    const [there, gone] = [ids(seen)[0], ids(hidden)[0]]
    const { a, b, c } = await ask(
      `{ a: worker(id: "${there}") { id } b: worker(id: "${gone}") { id } c: worker(id: "999") { id } }`,
    )
    expect([a, b, c]).toEqual([{ id: there }, null, null])
  })

  test('pages and their cursors pass it over', async () => {
    const found: string[] = []
    for (let after = '', i = 0; i < 20; i++) {
      const { workers } = await ask(
        `{ workers(first: 1${after}) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
      )
      found.push(...workers.edges.map((edge: { node: { id: string } }) => edge.node.id))
      if (!workers.pageInfo.hasNextPage) break
      after = `, after: "${workers.pageInfo.endCursor}"`
    }
    expect(found).toEqual(ids(seen))
  })

  test('a cursor of who sees more starts a page of what is left', async () => {
    const all = await ask('{ workers(first: 3) { pageInfo { endCursor } } }', { roles: ['director'] })
    const { workers } = await ask(
      `{ workers(first: 100, after: "${all.workers.pageInfo.endCursor}") { nodes { id } } }`,
    )
    const beyond = ids(workersOf('acme').slice(3))
    expect(nodeIds(workers)).toEqual(ids(seen).filter((id) => beyond.includes(id)))
  })

  test('a link leads to null', async () => {
    const { workers } = await ask('{ workers(first: 100) { nodes { id boss { id } } } }')
    const expected = seen.map(({ id, boss }) => ({
      id: String(id),
      boss: seen.some((one) => one.id === boss) ? { id: String(boss) } : null,
    }))
    expect(workers.nodes).toEqual(expected)
    expect(expected.filter(({ boss }) => boss === null).length).toBeGreaterThan(1)
  })

  test('nor does a condition along a link find it, in its and its opposite', async () => {
    const { a, b } = await ask(
      '{ a: workers(where: { boss: { level: { gte: 1 } } }) { nodes { id } } b: workers(where: { not: { boss: { level: { gte: 1 } } } }) { nodes { id } } }',
    )
    const led = seen.filter(({ boss }) => seen.some((one) => one.id === boss))
    expect(nodeIds(a)).toEqual(ids(led))
    expect(nodeIds(b)).toEqual(ids(seen.filter((one) => !led.includes(one))))
  })

  test('some, none and every ask about the rows that are seen', async () => {
    const text = (word: string, level: number) =>
      `{ workers(where: { reports: { ${word}: { level: { eq: ${level} } } } }) { nodes { id } } }`
    for (const level of [1, 2, 3]) {
      const reports = (id: number) => seen.filter(({ boss }) => boss === id)
      const expected = {
        some: ids(seen.filter(({ id }) => reports(id).some((one) => one.level === level))),
        none: ids(seen.filter(({ id }) => !reports(id).some((one) => one.level === level))),
        every: ids(seen.filter(({ id }) => reports(id).every((one) => one.level === level))),
      }
      for (const [word, those] of Object.entries(expected))
        expect(nodeIds((await ask(text(word, level))).workers)).toEqual(those)
    }
  })

  test('lists below a row, their counts and measures per parent leave it out', async () => {
    const { teams } = await ask(
      '{ teams(first: 100) { nodes { id workers { totalCount nodes { id } } workerMetrics { headCount levels } } } }',
    )
    const there = seen.filter(({ team }) => team === 2)
    expect(teams.nodes).toEqual([
      {
        id: '2',
        workers: { totalCount: there.length, nodes: ids(there).map((id) => ({ id })) },
        workerMetrics: {
          headCount: there.length,
          levels: String(there.reduce((sum, { level }) => sum + level, 0)),
        },
      },
    ])
  })

  test('groups, totals, shares and what is over models are of what is seen', async () => {
    const { workerMetrics, metrics, teamMetrics } = await ask(`{
      workerMetrics { rows { level headCount share: headCountShare(of: TOTAL) boss { level } } totals { headCount teamsEach } }
      metrics { totals { workerMetrics { headCount } teamMetrics { teamCount } } }
      teamMetrics { rows { workers(each: true) { level } teamCount } }
    }`)
    expect(workerMetrics.totals.headCount).toBe(seen.length)
    expect(Number(workerMetrics.totals.teamsEach)).toBeCloseTo(1 / seen.length)
    const sum = workerMetrics.rows.reduce((all: number, row: { headCount: number }) => all + row.headCount, 0)
    expect(sum).toBe(seen.length)
    expect(metrics.totals).toEqual({
      workerMetrics: { headCount: seen.length },
      teamMetrics: { teamCount: 1 },
    })
    const levels = new Set(seen.filter(({ team }) => team === 2).map(({ level }) => level))
    expect(teamMetrics.rows.map(({ workers }: { workers: { level: number } }) => workers.level)).toEqual(
      [...levels].sort(),
    )
  })

  test('a hop into another warehouse follows the rules there', async () => {
    const text = '{ workers(first: 100) { nodes { id desk { floor } } } desks(first: 100) { totalCount } }'
    const { workers, desks } = await ask(text, { ...manager, claims: { ...manager.claims, floor: 2 } })
    expect(workers.nodes).toEqual(
      seen.map(({ id, level }) => ({ id: String(id), desk: level === 2 ? { floor: 2 } : null })),
    )
    expect(desks.totalCount).toBe(workersOf('acme').filter(({ level }) => level === 2).length)
  })

  test('a rule that reads along a link asks what is there, not what the caller sees of it', async () => {
    const { workers, teams } = await ask(
      '{ workers(first: 100) { totalCount } teams(first: 100) { totalCount } }',
      {
        roles: ['manager'],
        claims: { regions: ['north'] },
      },
    )
    expect(teams.totalCount).toBe(2)
    expect(workers.totalCount).toBe(workersOf('acme').filter((one) => regionOf(one) === 'north').length)
  })

  test('a whole list, as exports read it, leaves it out, and so does one of groups', async () => {
    const principal = { tenant: 'acme', roles: ['manager'], claims: { ...manager.claims } }
    const scope = await openScope(principal, { knows: async () => true })
    const list = firm.engine.compile(
      {
        is: 'rows',
        model: 'Worker',
        orderBy: [{ path: ['level'], direction: 'ASC' }],
        select: [{ is: 'dimension', as: 'id', field: 'id' }],
        shape: { is: 'list' },
      },
      { scope: 'tenant', roles: ['manager'] },
    )
    const rows: (string | null)[] = []
    for await (const chunk of firm.engine.stream(scope, list, { variables: {}, now: new Date() }))
      rows.push(...chunk.map(([id]) => id ?? null))
    expect(rows.toSorted()).toEqual(ids(seen).toSorted())
    const groups = firm.engine.compile(
      {
        is: 'metrics',
        model: 'Worker',
        orderBy: [],
        list: 'columns',
        fields: [{ is: 'rows', as: 'rows', select: [{ is: 'measure', as: 'n', field: 'headCount' }] }],
      },
      { scope: 'tenant', roles: ['manager'] },
    )
    const counts: unknown[] = []
    for await (const chunk of firm.engine.stream(scope, groups, { variables: {}, now: new Date() }))
      counts.push(...chunk)
    expect(counts).toEqual([[String(seen.length)]])
  })
})

test('A model of SQL, and one that all tenants share, keep to their rules, too', async () => {
  const desk = openDesk(
    modelsOf(`
type Crew @model(sql: "select t.*, upper(region) as area from firm.teams t", key: "team_id", tenant: "tenant_id")
  @rows(where: "{area} = upper({claims.region})") {
  id: ID! @column(name: "team_id")
  area: String
  crewCount: Int! @measure(count: true)
}
type Wing @model(sql: "select distinct region from firm.teams where region is not null", key: "region", shared: true)
  @rows(where: "{region} = {claims.region}") {
  region: ID!
  wingCount: Int! @measure(count: true)
}`),
    firm.warehouses,
  )
  const text =
    '{ crews { totalCount nodes { id area } } wings { nodes { region } } wingMetrics { totals { wingCount } } }'
  expect((await desk.ask(text, { claims: { region: 'south' } })).data).toEqual({
    crews: { totalCount: 1, nodes: [{ id: '2', area: 'SOUTH' }] },
    wings: { nodes: [{ region: 'south' }] },
    wingMetrics: { totals: { wingCount: 1 } },
  })
  expect((await desk.ask(text)).data).toEqual({
    crews: { totalCount: 0, nodes: [] },
    wings: { nodes: [] },
    wingMetrics: { totals: { wingCount: 0 } },
  })
})

/** A question that fails for some value of a row must not fail for a row that is hidden: who asks would see that it is there. */
describe('A hidden row makes no question fail:', () => {
  const zones = ['US/Pacific-New', 'Canada/East-Saskatchewan', 'Pacific/Kiritimati']
  // Times end on 4714-11-24 BC: those of January are moved beyond it by what those of February just bear.
  const shifts = ['P1Y', 'P1000Y', '-P1000Y', 'P1000Y1D', 'P6737Y2M', 'P80844M', '-P99999Y']

  test.each([...shifts.map((shift) => ['UTC', shift]), ...zones.map((zone) => [zone, 'P1D'])])(
    'in %s, moved by %s',
    async (zone, shift) => {
      const about = (login: string) => {
        const where = `{ login: { eq: "${login}" }, not: { startedAt: { gt: "2030-01-01T00:00:00Z" } } }`
        return firm.ask(
          `{ workerMetrics(where: ${where}, timezone: "${zone}") { totals { headCount(shift: "${shift}") } } }`,
          manager,
        )
      }
      const [there, gone] = await Promise.all([about('ada@acme'), about('zoe@acme')])
      expect(hidden.map(({ login }) => login)).toContain('ada@acme')
      expect(there).toEqual(gone)
    },
  )
})

describe('More roles never show less:', () => {
  const text = '{ workers(first: 100) { nodes { id } } }'
  const alone = ['director', 'manager', 'hr', 'payroll']
  const claims = { regions: ['south'], sub: 'gus@acme' }

  test('what two roles see together is what the one sees, and what the other sees', async () => {
    const of = async (roles: readonly string[]) =>
      new Set(nodeIds((await firm.ask(text, { roles, claims })).data['workers']))
    const each = new Map(await Promise.all(alone.map(async (role) => [role, await of([role])] as const)))
    for (const one of alone) {
      for (const other of alone) {
        const union = new Set([...(each.get(one) ?? []), ...(each.get(other) ?? [])])
        expect([...(await of([one, other]))].toSorted()).toEqual([...union].toSorted())
      }
    }
  })
})

describe('A rule costs no more than its condition:', () => {
  const statement = (roles: readonly string[], query: string) => {
    const [root] = firm.read(query, ['director', 'hr', 'manager', 'payroll'])
    if (!root) throw new TypeError('a query')
    return firm.engine.compile(root.query, { scope: 'tenant', roles }).statements[0]?.text ?? ''
  }

  test('it stands in the scan, beside the tenant, with claims as parameters', () => {
    expect(statement(['manager'], '{ teams { nodes { id } } }')).toContain(
      `from (select "s".* from (select * from "firm"."teams" "s" where "s"."tenant_id" = $1) "s" where (("s"."region" = any($2)))) "t0"`,
    )
  })

  test('indexes serve as they did: through a rule, and through one that reads along a link', async () => {
    const text = statement(['manager'], '{ worker(id: "1") { id team { name } } }')
    const { rows } = await firm.database.query(`explain (generic_plan, costs off) ${text}`)
    const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')
    expect(plan).toMatch(/Index Cond: \(worker_id = \$\d+\)/)
    expect(plan).not.toMatch(/Seq Scan on workers|Subquery Scan|Materialize/)
  })

  test('who is no person, and a model without rules, is read as it always was', () => {
    const [root] = firm.read('{ teams { nodes { id } } }', ['director'])
    if (!root) throw new TypeError('a query')
    const { statements } = firm.engine.compile(root.query, { scope: 'tenant', roles: [], whole: true })
    expect(statements[0]?.text).toContain(
      'from (select * from "firm"."teams" "s" where "s"."tenant_id" = $1) "t0"',
    )
    expect(statement([], '{ payees { nodes { id } } }')).toContain(
      'from (select * from "firm"."payees" "s" where "s"."tenant_id" = $1) "t0"',
    )
  })
})
