import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { maskPads } from '../../../src/engine/run/pads.ts'
import { piiKinds, type PiiKind } from '../../../src/model/rules.ts'
import { sql } from '../../../src/sql/fragment.ts'
import { maskKey } from '../../support/desk.ts'
import { digestOf, maskedBy } from '../../support/mask.ts'
import '../../support/seed.ts'
import { asking, type Asking } from './asking.ts'
import { everyEngine } from './house.ts'

const PURPOSE = 'a purpose'
const pads = maskPads(maskKey)

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

describe.each(everyEngine)('masks in %s', (engine) => {
  let ask: Asking

  beforeAll(async () => {
    ask = await asking(engine)
  })

  afterAll(() => ask.close())

  /** Each value as the engine masks it. */
  async function masked(form: 'HASH' | 'TOKEN' | PiiKind, values: readonly (string | null)[]) {
    const { inner, outer } = pads('acme', PURPOSE)
    const bytes = (of: Uint8Array) => sql.value(`\\x${Buffer.from(of).toString('hex')}`)
    const v = sql.id('v')
    const expr =
      form === 'HASH'
        ? ask.dialect.digest(v, bytes(inner), bytes(outer))
        : form === 'TOKEN'
          ? ask.dialect.token(v, bytes(inner), bytes(outer))
          : ask.dialect.partial(form, v)
    const list = sql.value(values, ask.dialect.typeOf('String', true) || 'text[]')
    const rows = await ask.rows(
      sql`select ${expr} from unnest(${list}) with ordinality "t"("v", "i") order by "i"`,
    )
    return rows.map(([mask]) => mask)
  }

  test.each(piiKinds)('%s: what a value shows of itself is what a reckoning by hand says', async (kind) => {
    expect(await masked(kind, odd)).toEqual(odd.map((value) => maskedBy('PARTIAL', kind, '', 'acme', value)))
  })

  test('a letter is one letter, however many bytes it has', async () => {
    expect(await masked('NAME', ['😀😀'])).toEqual(['😀***'])
    expect(await masked('EMAIL', ['😀😀@x'])).toEqual(['😀***@x'])
  })

  test('a mask tells neither how long a value is nor more of it than its kind says', async () => {
    const unit = fc.constantFrom('a', 'b', '1', '2', '@', '.', ' ', 'ü', '-')
    const texts = fc.array(fc.string({ unit, maxLength: 12 }), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(texts, async (values) => {
        for (const kind of piiKinds) {
          const found = await masked(kind, values)
          expect(found).toEqual(values.map((value) => maskedBy('PARTIAL', kind, '', 'acme', value)))
          const short = kind === 'EMAIL' ? [] : found
          for (const mask of short) expect(mask?.length).toBeLessThanOrEqual(5)
        }
      }),
      { numRuns: 15 },
    )
  })

  test('a hash is HMAC-SHA256, as the platform has it, and a token its first letters', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 100 }).filter((one) => !one.includes('\0'))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 20 }), async (values) => {
        const digests = values.map((value) => digestOf('acme', PURPOSE, value))
        expect(await masked('HASH', values)).toEqual(digests.map((one) => one.toString('hex')))
        const tokens = digests.map((one) => `tok_${one.toString('base64url').slice(0, 22)}`)
        expect(await masked('TOKEN', values)).toEqual(tokens)
      }),
      { numRuns: 15 },
    )
    expect([...(await masked('HASH', [null])), ...(await masked('TOKEN', [null]))]).toEqual([null, null])
  })
})

test('Two tenants, and two purposes of one tenant, have keys of their own', () => {
  const hex = (of: Uint8Array) => Buffer.from(of).toString('hex')
  const keys = [
    pads('acme', 'hash:EMAIL'),
    pads('globex', 'hash:EMAIL'),
    pads('acme', 'hash:PHONE'),
    pads('acme","hash:EMAIL', ''),
  ].map(({ inner, outer }) => `${hex(inner)} ${hex(outer)}`)
  expect(new Set(keys).size).toBe(keys.length)
})
