import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { render, sql } from '../../../src/sql/fragment.ts'
import { piiKinds } from '../../../src/model/rules.ts'
import { dialect } from '../../../src/warehouses/postgres/dialect.ts'
import '../../support/seed.ts'
import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { digestOf, maskedBy } from './mask.ts'
import { maskKey } from './asker.ts'
import { maskPads } from '../../../src/engine/run/pads.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database?.drop())

const pads = maskPads(maskKey)

/** Each value as PostgreSQL masks it. */
async function masked(
  form: 'HASH' | 'TOKEN' | (typeof piiKinds)[number],
  values: readonly (string | null)[],
) {
  const { inner, outer } = pads('acme', 'a purpose')
  const bytes = (of: Uint8Array) => sql.literal(`\\x${Buffer.from(of).toString('hex')}`)
  const value = sql.id('v')
  const key = [bytes(inner), bytes(outer)] as const
  const expr =
    form === 'HASH'
      ? dialect.digest(value, ...key)
      : form === 'TOKEN'
        ? dialect.token(value, ...key)
        : dialect.partial(form, value)
  const { text } = render(
    sql`select ${expr} as "m" from unnest($1::text[]) with ordinality "t"("v", "i") order by "i"`,
  )
  const { rows } = await database.query(text, [values])
  return (rows as { m: string | null }[]).map(({ m }) => m)
}

const odd = [
  null,
  '',
  ' ',
  '@',
  'a@',
  '@b',
  'a@b',
  'a@b@c.example',
  'ab',
  'Ada',
  ' Ada',
  'ß',
  '☃ man',
  '😀@x',
  'x\n@y\nz',
  '+49 30 123456',
  '112',
  '12345',
  '123456',
  '٣٤٥٦٧٨',
  "it's",
  '\\1',
  '$1',
  '***',
  'A***@b.example',
]

test.each(piiKinds)('What %s shows of itself is what a reckoning by hand says', async (kind) => {
  const expected = odd.map((value) => firstLetter(maskedBy('PARTIAL', kind, '', 'acme', value), value))
  expect(await masked(kind, odd)).toEqual(expected)
})

// A sign beyond the basic plane is one letter to PostgreSQL and two to JavaScript.
function firstLetter(mask: string | null, value: string | null): string | null {
  return value?.startsWith('😀') && mask?.startsWith('\uD83D') ? `😀${mask.slice(1)}` : mask
}

test('A mask tells neither how long a value is nor more of it than its kind says', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', '1', '2', '@', '.', ' ', 'ü', '-'),
    maxLength: 12,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 30 }), async (values) => {
      for (const kind of piiKinds) {
        const expected = values.map((value) => maskedBy('PARTIAL', kind, '', 'acme', value))
        expect(await masked(kind, values)).toEqual(expected)
        if (kind === 'EMAIL') continue
        for (const mask of expected) expect(mask?.length).toBeLessThanOrEqual(5)
      }
    }),
    { numRuns: 15 },
  )
})

test('A hash is HMAC-SHA256, as the platform has it, and a token its first letters', async () => {
  const texts = fc.array(
    fc.string({ unit: 'binary-ascii', maxLength: 100 }).filter((one) => !one.includes('\0')),
    { maxLength: 20 },
  )
  await fc.assert(
    fc.asyncProperty(texts, async (values) => {
      const digests = values.map((value) => digestOf('acme', 'a purpose', value))
      expect(await masked('HASH', values)).toEqual(digests.map((one) => one.toString('hex')))
      const tokens = digests.map((one) => `tok_${one.toString('base64url').slice(0, 22)}`)
      expect(await masked('TOKEN', values)).toEqual(tokens)
    }),
    { numRuns: 15 },
  )
  expect(await masked('HASH', [null])).toEqual([null])
  expect(await masked('TOKEN', [null])).toEqual([null])
})

test('Two tenants, and two purposes of one tenant, have keys of their own', () => {
  const keys = [
    pads('acme', 'hash:EMAIL'),
    pads('globex', 'hash:EMAIL'),
    pads('acme', 'hash:PHONE'),
    pads('acme","hash:EMAIL', ''),
  ].map(({ inner, outer }) => `${Buffer.from(inner).toString('hex')} ${Buffer.from(outer).toString('hex')}`)
  expect(new Set(keys).size).toBe(keys.length)
})
