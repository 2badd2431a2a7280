import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { OperatorName } from '../../../src/model/operators.ts'
import type { ValueName } from '../../../src/model/values.ts'
import { render, sql, type Fragment } from '../../../src/sql/fragment.ts'
import type { TenantScope } from '../../../src/tenant/scope.ts'
import type { BoundValue, Grain, Row, Warehouse } from '../../../src/warehouses/contract.ts'
import { everyEngine, house, modelsOf, scopeOf, type House } from './house.ts'

describe.each(everyEngine)('the dialect of %s', (engine) => {
  let home: House
  let warehouse: Warehouse
  let scope: TenantScope

  beforeAll(async () => {
    home = await house(engine, '')
    warehouse = home.open()
    await warehouse.guard.apply(modelsOf())
    scope = await scopeOf('a')
  })

  afterAll(() => home.close())

  async function rows(statement: Fragment): Promise<readonly Row[]> {
    const { text, params } = render(statement)
    const values = params.map(({ source }) => (source as { value: BoundValue }).value)
    const [answer] = await warehouse.run(scope, [{ text, values }])
    return answer ?? []
  }

  async function one(expression: Fragment): Promise<string | null> {
    const [row] = await rows(sql`select ${expression}`)
    return row?.[0] ?? null
  }

  const bound = (value: BoundValue, type: ValueName, many = false) =>
    sql.value(value, warehouse.dialect.typeOf(type, many))
  const code = (text: string) => sql.authored(text)

  /** Which of the values of a column `x` pass. */
  async function passing(
    values: string,
    operator: OperatorName,
    ...right: Fragment[]
  ): Promise<(string | null)[]> {
    const condition = warehouse.dialect.compare(operator, sql.id('x'), right)
    const found = await rows(sql`select x::text from unnest(${code(values)}) as t(x) where ${condition}`)
    return found.map(([x]) => x ?? null)
  }

  const names = `array['Ann', 'ann', 'a%b', 'a_b', 'aXb', 'a\\b', '', null]`
  test.each<[OperatorName, BoundValue, (string | null)[]]>([
    ['eq', 'Ann', ['Ann']],
    ['ne', 'Ann', ['ann', 'a%b', 'a_b', 'aXb', 'a\\b', '', null]],
    ['in', ['Ann', 'a_b', 'x'], ['Ann', 'a_b']],
    ['in', [], []],
    ['notIn', ['Ann', 'ann', 'aXb'], ['a%b', 'a_b', 'a\\b', '', null]],
    ['notIn', [], ['Ann', 'ann', 'a%b', 'a_b', 'aXb', 'a\\b', '', null]],
    ['contains', 'NN', ['Ann', 'ann']],
    ['contains', '%', ['a%b']],
    ['contains', '_', ['a_b']],
    ['contains', '\\', ['a\\b']],
    ['contains', '', ['Ann', 'ann', 'a%b', 'a_b', 'aXb', 'a\\b', '']],
    ['startsWith', 'a', ['Ann', 'ann', 'a%b', 'a_b', 'aXb', 'a\\b']],
    ['startsWith', 'a_', ['a_b']],
    ['endsWith', '%B', ['a%b']],
    ['endsWith', '\\b', ['a\\b']],
    ['lt', 'Ann', ['']],
  ])('text: %s %j', async (operator, value, expected) => {
    expect(await passing(`${names}::text[]`, operator, bound(value, 'String', Array.isArray(value)))).toEqual(
      expected,
    )
  })

  test('numbers: between holds both ends, a period holds its start only, isNull holds null', async () => {
    const decimals = `array[1, 1.5, 2, 2.0000000000000000001, 3, null]::numeric[]`
    const from = bound('1.5', 'Decimal')
    const to = bound('3', 'Decimal')
    expect(await passing(decimals, 'between', from, to)).toEqual(['1.5', '2', '2.0000000000000000001', '3'])
    expect(await passing(decimals, 'inPeriod', from, to)).toEqual(['1.5', '2', '2.0000000000000000001'])
    expect(await passing(decimals, 'inLast', from, to)).toEqual(['1.5', '2', '2.0000000000000000001'])
    expect(await passing(decimals, 'isNull')).toEqual([null])
    expect(await passing(decimals, 'gt', bound('2', 'Decimal'))).toEqual(['2.0000000000000000001', '3'])
    expect(await passing(decimals, 'in', bound(['2', '3'], 'Decimal', true))).toEqual(['2', '3'])
  })

  test('an ID is compared as what its column is: integer, uuid, enum or fixed-length text', async () => {
    const id = bound('7', 'ID')
    expect(await passing('array[6, 7]::int[]', 'eq', id)).toEqual(['7'])
    expect(await passing('array[6, 7]::bigint[]', 'in', bound(['7'], 'ID', true))).toEqual(['7'])
    const uuid = '00000000-0000-0000-0000-00000000000a'
    expect(await passing(`array['${uuid}']::uuid[]`, 'eq', bound(uuid.toUpperCase(), 'ID'))).toEqual([uuid])
    expect(await passing(`array['ab', 'cd']::char(4)[]`, 'eq', bound('ab', 'ID'))).toEqual(['ab'])
  })

  test.each<[ValueName, string, string]>([
    [
      'Decimal',
      '12345678901234567890.1234567890123456789::numeric',
      '"12345678901234567890.1234567890123456789"',
    ],
    ['Decimal', '1.10::numeric', '"1.10"'],
    ['BigInt', '9223372036854775807::bigint', '"9223372036854775807"'],
    ['Int', '42', '42'],
    ['Float', '0.1::float8', '0.1'],
    ['Float', `'NaN'::float8`, 'null'],
    ['Float', `'-Infinity'::float8`, 'null'],
    ['Float', `'Infinity'::float4`, 'null'],
    ['Boolean', 'true', 'true'],
    ['ID', '7', '"7"'],
    ['String', `E'a"b\\\\c\\n'`, '"a\\"b\\\\c\\n"'],
    ['JSON', `'{"a": 12345678901234567890, "b": 1.10}'::json`, '{"a": 12345678901234567890, "b": 1.10}'],
    ['JSON', `'{"n": 1.10}'::jsonb`, '{"n": 1.10}'],
    ['Date', `date '2026-11-22'`, '"2026-11-22"'],
    ['Date', `date 'infinity'`, 'null'],
    ['Date', `timestamptz '2026-11-22 23:30:00Z'`, '"2026-11-22"'],
    ['DateTime', `timestamptz '2026-11-22 18:00:00Z'`, '"2026-11-22T18:00:00Z"'],
    ['DateTime', `timestamptz '2026-11-22 18:00:00.123456Z'`, '"2026-11-22T18:00:00.123456Z"'],
    ['DateTime', `timestamptz '2026-11-22 18:00:00.120+02'`, '"2026-11-22T16:00:00.12Z"'],
    ['DateTime', `timestamp '2026-11-22 10:00:00'`, '"2026-11-22T10:00:00Z"'],
    ['DateTime', `timestamptz '-infinity'`, 'null'],
    ['DateTime', 'null::timestamptz', 'null'],
  ])('%s in JSON: %s is %s', async (type, value, expected) => {
    expect(await one(warehouse.dialect.jsonList([warehouse.dialect.json(code(value), type)]))).toBe(
      `[${expected}]`,
    )
  })

  test.each<[ValueName, string, string | null]>([
    ['Decimal', '1.10::numeric', '1.10'],
    ['Float', `'NaN'::float8`, 'NaN'],
    ['Float', '1e300::float8', '1e+300'],
    ['Boolean', 'false', 'false'],
    ['DateTime', `timestamptz '2026-11-22 18:00:00.5Z'`, '2026-11-22T18:00:00.5Z'],
    ['DateTime', `timestamptz 'infinity'`, 'infinity'],
    ['DateTime', 'null::timestamptz', null],
    ['Date', `date '2026-11-22'`, '2026-11-22'],
    ['JSON', `'{"n": 1.10}'::jsonb`, '{"n": 1.10}'],
  ])('%s as text: %s is %s, and casts back to itself', async (type, value, expected) => {
    const text = warehouse.dialect.text(code(value), type)
    expect(await one(text)).toBe(expected)
    const back = sql`(${text})::${code(warehouse.dialect.typeOf(type) || 'text')}`
    expect(await one(sql`(${back})::text is not distinct from (${code(value)})::text`)).toBe('t')
  })

  test.each<[Grain, string, string, number, string]>([
    ['HOUR', '2026-10-25T00:30:00Z', 'Europe/Paris', 0, '2026-10-25T00:00:00Z'],
    ['HOUR', '2026-10-25T01:30:00Z', 'Europe/Paris', 0, '2026-10-25T01:00:00Z'],
    ['HOUR', '2026-11-22T10:20:00Z', 'Asia/Kolkata', 0, '2026-11-22T09:30:00Z'],
    ['MINUTE', '2026-11-22T10:20:30Z', 'UTC', 0, '2026-11-22T10:20:00Z'],
    ['DAY', '2026-03-29T12:00:00Z', 'Europe/Paris', 0, '2026-03-28T23:00:00Z'],
    ['DAY', '2026-03-29T22:30:00Z', 'Europe/Paris', 0, '2026-03-29T22:00:00Z'],
    ['DAY', '2026-11-01T04:30:00Z', 'America/New_York', 0, '2026-11-01T04:00:00Z'],
    ['WEEK', '2026-11-22T12:00:00Z', 'UTC', 0, '2026-11-16T00:00:00Z'],
    ['WEEK', '2026-11-22T12:00:00Z', 'UTC', 1, '2026-11-22T00:00:00Z'],
    ['WEEK', '2026-11-21T12:00:00Z', 'UTC', 1, '2026-11-15T00:00:00Z'],
    ['WEEK', '2026-11-20T12:00:00Z', 'UTC', 2, '2026-11-14T00:00:00Z'],
    ['WEEK', '2026-03-29T12:00:00Z', 'Europe/Paris', 1, '2026-03-28T23:00:00Z'],
    ['WEEK', '2026-04-01T12:00:00Z', 'Europe/Paris', 1, '2026-03-28T23:00:00Z'],
    ['MONTH', '2026-03-31T23:00:00Z', 'Europe/Paris', 0, '2026-03-31T22:00:00Z'],
    ['QUARTER', '2026-06-15T00:00:00Z', 'UTC', 0, '2026-04-01T00:00:00Z'],
    ['YEAR', '2026-12-31T23:30:00Z', 'Europe/Paris', 0, '2026-12-31T23:00:00Z'],
  ])(
    'the %s of %s in %s, weeks beginning %i days before Monday, starts at %s',
    async (grain, at, zone, week, expected) => {
      const start = warehouse.dialect.truncate(
        grain,
        bound(at, 'DateTime'),
        'DateTime',
        sql.value(zone, 'text'),
        { week, year: 1 },
      )
      expect(await one(warehouse.dialect.text(start, 'DateTime'))).toBe(expected)
    },
  )

  test.each<[Grain, number, string]>([
    ['WEEK', 0, '2026-11-16'],
    ['WEEK', 1, '2026-11-22'],
    ['WEEK', 2, '2026-11-21'],
    ['MONTH', 0, '2026-11-01'],
    ['YEAR', 0, '2026-01-01'],
  ])(
    'the %s of the date 2026-11-22 (weeks %i days before Monday) starts on %s',
    async (grain, week, expected) => {
      const start = warehouse.dialect.truncate(
        grain,
        bound('2026-11-22', 'Date'),
        'Date',
        sql.value('Asia/Tokyo', 'text'),
        { week, year: 1 },
      )
      expect(await one(warehouse.dialect.text(start, 'Date'))).toBe(expected)
    },
  )

  test.each<[string, string, 1 | -1, string]>([
    ['2026-03-28T11:00:00Z', 'P1D', 1, '2026-03-29T10:00:00Z'],
    ['2026-03-29T10:00:00Z', 'P1D', -1, '2026-03-28T11:00:00Z'],
    ['2026-03-29T00:30:00Z', 'PT1H', 1, '2026-03-29T01:30:00Z'],
    ['2026-03-29T01:30:00Z', 'PT1H', -1, '2026-03-29T00:30:00Z'],
    ['2026-03-31T10:00:00Z', 'P1M', -1, '2026-02-28T11:00:00Z'],
    ['2026-11-22T10:00:00Z', 'P2W', -1, '2026-11-08T10:00:00Z'],
    ['2026-11-22T10:00:00Z', 'P1Y2M3DT4H', -1, '2025-09-19T05:00:00Z'],
  ])('%s moved by %s (%i) on the calendar of Paris is %s', async (at, duration, sign, expected) => {
    const moved = warehouse.dialect.shift(
      bound(at, 'DateTime'),
      sql.value(duration, 'text'),
      sign,
      'DateTime',
      sql.value('Europe/Paris', 'text'),
    )
    expect(await one(warehouse.dialect.text(moved, 'DateTime'))).toBe(expected)
  })

  test('a date moves by whole days and stays a date', async () => {
    const moved = warehouse.dialect.shift(
      bound('2026-03-31', 'Date'),
      sql.value('P1M', 'text'),
      -1,
      'Date',
      code(`'UTC'`),
    )
    expect(await one(warehouse.dialect.text(moved, 'Date'))).toBe('2026-02-28')
  })

  test('aggregates are exact, filtered, and leave nulls out', async () => {
    const { dialect } = warehouse
    const x = sql.id('x')
    const big = sql`x > 1`
    const wanted = [
      dialect.aggregate('count', undefined, undefined),
      dialect.aggregate('count', x, undefined),
      dialect.aggregate('countDistinct', x, undefined),
      dialect.aggregate('sum', x, big),
      dialect.aggregate('avg', x, undefined),
      dialect.aggregate('min', x, big),
      dialect.aggregate('max', x, sql`false`),
    ]
    const [row] = await rows(
      sql`select ${sql.join(wanted)} from unnest(array[1, 2, 2, 9223372036854775807, null]::bigint[]) as t(x)`,
    )
    expect(row).toEqual(['5', '4', '3', '9223372036854775811', '2305843009213693953', '2', null])
  })

  test('division is exact, and by zero it is null', async () => {
    const { dialect } = warehouse
    expect(await one(dialect.divide(code('1'), code('0')))).toBeNull()
    expect(Number(await one(dialect.divide(code('1'), code('4'))))).toBe(0.25)
    expect(await one(dialect.divide(code('null::int'), code('4')))).toBeNull()
    expect(await one(dialect.divide(code('10000000000000000000001.00'), code('2')))).toMatch(
      /^5000000000000000000000\.50*$/,
    )
  })

  test('objects and lists of any width keep order, digits and odd keys', async () => {
    const { dialect } = warehouse
    const odd = dialect.jsonObject([
      { key: `it's "odd"`, value: code('1') },
      { key: 'none', value: code('null::text') },
      { key: 'list', value: dialect.jsonList([code('1'), code(`'a'::text`), code(`'{"x":1}'::json`)]) },
    ])
    expect(JSON.parse((await one(odd)) ?? '')).toEqual({
      [`it's "odd"`]: 1,
      none: null,
      list: [1, 'a', { x: 1 }],
    })
    const entries = Array.from({ length: 120 }, (_, i) => ({
      key: `k${i}"'`,
      value: code(i % 3 === 0 ? 'null::text' : `'v"${i}'::text`),
    }))
    const wide = JSON.parse((await one(dialect.jsonObject(entries))) ?? '') as Record<string, unknown>
    expect(Object.keys(wide)).toEqual(entries.map(({ key }) => key))
    expect([wide[`k0"'`], wide[`k119"'`]]).toEqual([null, 'v"119'])
    const long = JSON.parse(
      (await one(dialect.jsonList(entries.map(({ value }) => value)))) ?? '',
    ) as unknown[]
    expect([long.length, long[1]]).toEqual([120, 'v"1'])
  })

  test('an array of rows is in its order, of those that pass, and [] where there are none', async () => {
    const { dialect } = warehouse
    const from = sql`from unnest(array[2, 3, 1]) as t(x)`
    const [all] = await rows(sql`select ${dialect.jsonArray(sql.id('x'), sql`x desc`, undefined)} ${from}`)
    expect(JSON.parse(all?.[0] ?? '')).toEqual([3, 2, 1])
    const [some] = await rows(sql`select ${dialect.jsonArray(sql.id('x'), sql`x`, sql`x < 3`)} ${from}`)
    expect(JSON.parse(some?.[0] ?? '')).toEqual([1, 2])
    const [none] = await rows(
      sql`select ${dialect.jsonArray(sql.id('x'), undefined, undefined)} ${from} where false`,
    )
    expect(none).toEqual(['[]'])
  })
})
