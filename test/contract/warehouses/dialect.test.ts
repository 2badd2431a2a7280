import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { OperatorName } from '../../../src/model/operators.ts'
import type { ValueName } from '../../../src/model/values.ts'
import { sql, type Fragment } from '../../../src/sql/fragment.ts'
import type { BoundValue, Dialect } from '../../../src/warehouses/contract.ts'
import { asking, type Asking } from './asking.ts'
import { everyEngine } from './house.ts'

describe.each(everyEngine)('the dialect of %s', (engine) => {
  let ask: Asking
  let dialect: Dialect

  beforeAll(async () => {
    ask = await asking(engine)
    dialect = ask.dialect
  })

  afterAll(() => ask.close())

  const rows = (statement: Fragment) => ask.rows(statement)
  const one = (expression: Fragment) => ask.one(expression)
  const bound = (value: BoundValue, type: ValueName, many = false) =>
    sql.value(value, dialect.typeOf(type, many))
  const code = (text: string) => sql.authored(text)

  /** Which of the values of a column `x` pass. */
  async function passing(
    values: string,
    operator: OperatorName,
    ...right: Fragment[]
  ): Promise<(string | null)[]> {
    const condition = dialect.compare(operator, sql.id('x'), right)
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
    expect(await one(dialect.jsonList([dialect.json(code(value), type)]))).toBe(`[${expected}]`)
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
    const text = dialect.text(code(value), type)
    expect(await one(text)).toBe(expected)
    const back = sql`(${text})::${code(dialect.typeOf(type) || 'text')}`
    expect(await one(sql`(${back})::text is not distinct from (${code(value)})::text`)).toBe('t')
  })

  test('aggregates are exact, filtered, and leave nulls out', async () => {
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

  test('the first and the last of a group are told by an order, of the rows that pass', async () => {
    const [at, x] = [sql.id('at'), sql.id('x')]
    const wanted = [
      dialect.first(x, at, 'ASC', undefined),
      dialect.first(x, at, 'DESC', undefined),
      dialect.first(x, at, 'DESC', sql`"at" < 3`),
      dialect.first(x, at, 'ASC', sql`false`),
    ]
    const from = sql`from (values (2, 'b'), (1, null), (3, 'c'), (null, 'd')) t("at", "x")`
    const [row] = await rows(sql`select ${sql.join(wanted)} ${from}`)
    expect(row).toEqual([null, 'c', 'b', null])
  })

  test('a tuple is equal where all its values are, nulls alike and never taken for texts', async () => {
    const values = `(values (1, 'a'), (1, 'a'), (1, null), (1, null), (1, ''), (1, '(,)'), (null, 'a'), (null, null)) t(x, y)`
    const tuple = dialect.tuple([code('x'), code('y')])
    expect(await one(sql`count(distinct ${tuple}) from ${code(values)}`)).toBe('6')
    const meeting = `(values ('a', 'b,c'), ('a,b', 'c'), ('a"', 'b'), ('a', '"b')) t(x, y)`
    expect(await one(sql`count(distinct ${tuple}) from ${code(meeting)}`)).toBe('4')
    expect(await one(sql`count(distinct ${dialect.tuple([code('x')])}) from ${code(values)}`)).toBe('2')
  })

  test.each([
    ['2026-10-25T00:30:00Z', 'Europe/Paris', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30:00.5Z', 'Europe/Paris', '2026-10-25T02:30:00.5+01:00'],
    ['2026-11-22T12:00:00Z', 'America/St_Johns', '2026-11-22T08:30:00-03:30'],
    ['2026-11-22T12:00:00Z', 'Pacific/Kiritimati', '2026-11-23T02:00:00+14:00'],
    // An offset of nine minutes and 21 seconds.
    ['1890-01-01T12:00:00Z', 'Europe/Paris', '1890-01-01T12:00:00Z'],
    ['infinity', 'Europe/Paris', null],
    [null, 'Europe/Paris', null],
  ])('%s is shown in %s as %s', async (at, zone, expected) => {
    const shown = dialect.json(bound(at, 'DateTime'), 'DateTime', sql.value(zone, 'text'))
    expect(await one(shown)).toBe(expected)
  })

  test('division is exact, and by zero it is null', async () => {
    expect(await one(dialect.divide(code('1'), code('0')))).toBeNull()
    expect(Number(await one(dialect.divide(code('1'), code('4'))))).toBe(0.25)
    expect(await one(dialect.divide(code('null::int'), code('4')))).toBeNull()
    expect(await one(dialect.divide(code('10000000000000000000001.00'), code('2')))).toMatch(
      /^5000000000000000000000\.50*$/,
    )
  })

  test('objects and lists of any width keep order, digits and odd keys', async () => {
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
