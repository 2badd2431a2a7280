import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sql, type Fragment } from '../../../src/sql/fragment.ts'
import { asking, type Asking } from './asking.ts'
import { everyEngine } from './house.ts'

describe.each(everyEngine)('percentiles in %s', (engine) => {
  let ask: Asking

  beforeAll(async () => {
    ask = await asking(engine)
  })

  afterAll(() => ask.close())

  const x = sql.id('x')

  /** The percentile of a column `x` of these values. */
  async function percentile(
    type: string,
    values: readonly (string | null)[],
    p: string,
    where?: Fragment,
  ): Promise<string | null> {
    const rows = sql`unnest(${sql.value(values, `${type}[]`)}) t("x")`
    const [row] = await ask.rows(sql`select ${ask.dialect.aggregate('percentile', x, where, p)} from ${rows}`)
    return row?.[0] ?? null
  }

  test.each<[string, string, (string | null)[], string, string | null]>([
    ['one row', 'int', ['7'], '0.5', '7'],
    ['the middle of three', 'int', ['9', '1', '5'], '0.5', '5'],
    ['between two', 'int', ['1', '2'], '0.5', '1.5'],
    ['between two, in proportion', 'int', ['0', '10'], '0.95', '9.50'],
    ['the least', 'int', ['3', '1', '2'], '0', '1'],
    ['the greatest', 'int', ['3', '1', '2'], '1', '3'],
    ['ties', 'int', ['5', '5', '5', '1'], '0.5', '5'],
    ['nulls left out', 'int', [null, '1', null, '2', '3'], '0.5', '2'],
    ['no rows', 'int', [], '0.5', null],
    ['only nulls', 'numeric', [null, null], '0.5', null],
    [
      'big integers',
      'bigint',
      ['9223372036854775806', '9223372036854775807'],
      '0.5',
      '9223372036854775806.5',
    ],
    [
      'integers far apart',
      'bigint',
      ['-9223372036854775808', '9223372036854775807'],
      '1',
      '9223372036854775807',
    ],
    ['decimals as they are', 'numeric(10, 2)', ['1.10'], '0.5', '1.10'],
    [
      'more digits than a float has',
      'numeric',
      ['0.10000000000000000001', '0.10000000000000000003'],
      '0.5',
      '0.100000000000000000020',
    ],
    ['floats', 'float8', ['1', '2'], '0.25', '1.25'],
    ['small floats', 'real', ['0.5', '2'], '0.5', '1.25'],
    ['endless floats', 'float8', ['1', 'Infinity', 'Infinity', 'Infinity'], '0.5', 'Infinity'],
    ['endless decimals', 'numeric', ['1', 'Infinity', 'Infinity', 'Infinity'], '0.5', 'Infinity'],
    ['no numbers, the greatest of all', 'float8', ['1', '2', 'NaN'], '0.5', '2'],
  ])('%s: of %s %j at %s it is %s', async (_, type, values, p, expected) => {
    expect(await percentile(type, values, p)).toBe(expected)
  })

  test('exact between neighbours, in proportion, for decimals of any length', async () => {
    const digits = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
    const property = fc.asyncProperty(
      fc.array(digits, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 10_000 }),
      async (units, parts) => {
        const p = (parts / 10_000).toFixed(4)
        const found = await percentile(
          'numeric',
          units.map((unit) => `${unit}e-7`),
          p,
        )
        // In units of 1e-7 and ten-thousandths, so that nothing is ever rounded.
        const sorted = [...units].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
        const at = BigInt(parts) * BigInt(units.length - 1)
        const low = sorted[Number(at / 10_000n)] ?? 0n
        const high = sorted[Number((at + 9_999n) / 10_000n)] ?? 0n
        const exact = low * 10_000n + (high - low) * (at % 10_000n)
        expect(
          await ask.one(sql`${sql.value(found, 'numeric')} = ${sql.value(`${exact}e-11`, 'numeric')}`),
        ).toBe('t')
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })

  test('of floats it is what the engine itself says', async () => {
    const float = fc.integer().map((n) => n / 1000)
    const property = fc.asyncProperty(
      fc.array(float, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 100 }),
      async (values, parts) => {
        const p = (parts / 100).toFixed(2)
        const list = sql.value(values.map(String), 'float8[]')
        const ours = ask.dialect.aggregate('percentile', x, undefined, p)
        const theirs = sql`percentile_cont(${sql.literal(p)}) within group (order by "x")`
        const [row] = await ask.rows(
          sql`select abs(${ours} - ${theirs}) <= 1e-6, pg_typeof(${ours}) from unnest(${list}) t("x")`,
        )
        expect(row).toEqual(['t', 'double precision'])
      },
    )
    await fc.assert(property, { numRuns: 40 })
  })

  test('each has its own filter, whatever stands beside it in the grouping', async () => {
    const median = (where?: Fragment) => ask.dialect.aggregate('percentile', x, where, '0.5')
    const some = sql`exists (select 1 from (values (1), (3), (100)) o("y") where o."y" = t."x" and t."g" < ${sql.value('9', 'int')})`
    const rows = await ask.rows(sql`
      select "g", ${median()}, ${median(sql`"x" > 1`)}, ${median(some)}, ${median(sql`false`)}, count(*)
      from (values (1, 1), (1, 2), (1, 3), (2, 100), (2, null), (3, null)) t("g", "x")
      group by grouping sets (("g"), ()) order by "g"`)
    expect(rows).toEqual([
      ['1', '2', '2.5', '2.0', null, '3'],
      ['2', '100', '100', '100', null, '2'],
      ['3', null, null, null, null, '1'],
      [null, '2.5', '3', '3', null, '6'],
    ])
  })

  test('groups can be chosen and ordered by it', async () => {
    const median = ask.dialect.aggregate('percentile', x, undefined, '0.5')
    const rows = await ask.rows(sql`
      select "g", 2 * ${median} + count(*) from (values (1, 1), (1, 2), (2, 9), (3, 5)) t("g", "x")
      group by "g" having ${median} > 1 order by ${median} desc`)
    expect(rows).toEqual([
      ['2', '19'],
      ['3', '11'],
      ['1', '5.0'],
    ])
  })

  test('the values are sorted once, however often they are looked at', async () => {
    const median = ask.dialect.aggregate('percentile', x, sql`exists (select 1 where "x" > 0)`, '0.5')
    const rows = await ask.rows(
      sql`explain (costs off, verbose) select ${median} from generate_series(1, 9) t("x")`,
    )
    expect(rows.join('\n').match(/array_agg/g)).toHaveLength(1)
  })

  test('about how many different values is exactly how many, where the engine has no sketch', async () => {
    const { dialect } = ask
    const about = dialect.aggregate('approxCountDistinct', x, sql`"x" < 9`)
    const found = await ask.one(sql`${about} from unnest(array[1, 2, 2, 3, 9, null]) t("x")`)
    expect(Math.abs(Number(found) - 3)).toBeLessThanOrEqual(dialect.can.approxCountDistinct ? 1 : 0)
  })
})
