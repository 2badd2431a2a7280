import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Batch, Change, Outcome } from '../../../src/destinations/contract.ts'
import { batches, narrow, weigh } from '../../../src/destinations/kit/batches.ts'
import { bisect } from '../../../src/destinations/kit/bisect.ts'
import { dedupe } from '../../../src/destinations/kit/dedupe.ts'
import { align, join } from '../../../src/destinations/kit/outcomes.ts'

const change = (key: string, text = ''): Change => ({ key, fields: { text } })
const batch = (changes: readonly Change[]): Batch => ({
  object: 'o',
  key: 'k',
  operation: 'upsert',
  operationId: 'op',
  changes,
})
const told = (key: string): Outcome => ({ is: 'delivered', farId: `far-${key}`, confirmed: 'ROW' })

test('whatever is shuffled, dropped or repeated, an answer reaches its own record or none', () => {
  const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 12 })
  fc.assert(
    fc.property(keys, fc.array(fc.nat(20)), (names, picks) => {
      const changes = names.map((name) => change(name))
      const answers = picks.map((at) => ({ at, outcome: told(names[at] ?? 'nobody') }))
      const outcomes = join(changes, answers)
      expect(outcomes).toHaveLength(changes.length)
      const expected = names.map((name, at) =>
        picks.includes(at)
          ? told(name)
          : { is: 'unknown', reason: 'The far side gave no answer for this record' },
      )
      expect(outcomes).toEqual(expected)
    }),
  )
})

test('two answers that differ are no answer', () => {
  const answers = [
    { at: 0, outcome: told('a') },
    { at: 0, outcome: { is: 'rejected', reason: 'no' } as const },
  ]
  expect(join([change('a')], answers)[0]).toMatchObject({
    is: 'unknown',
    reason: expect.stringContaining('two different'),
  })
})

test('a wrong number of outcomes delivers nothing', () => {
  const outcomes = align([change('a'), change('b')], [told('a')])
  expect(outcomes.map(({ is }) => is)).toEqual(['unknown', 'unknown'])
})

test('batches keep the order, lose nothing, and stay within their limits', () => {
  const texts = fc.array(fc.string({ maxLength: 400, unit: 'grapheme' }), { maxLength: 60 })
  fc.assert(
    fc.property(
      texts,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 200, max: 3_000 }),
      (all, records, bytes) => {
        const changes = all.map((text, i) => change(String(i), text))
        const groups = [...batches(changes, { records, bytes })]
        expect(groups.flat()).toEqual(changes)
        for (const group of groups) {
          expect(group.length).toBeLessThanOrEqual(records)
          const weight = group.reduce((sum, one) => sum + weigh(one), 0)
          expect(weight <= bytes || group.length === 1).toBe(true)
        }
      },
    ),
  )
})

test('a part of a batch has an id of its own, the same each time', () => {
  const whole = batch([change('a'), change('b'), change('c')])
  const part = narrow(whole, whole.changes.slice(0, 2))
  expect(narrow(whole, whole.changes).operationId).toBe('op')
  expect(part.operationId).not.toBe('op')
  expect(narrow(whole, whole.changes.slice(0, 2))).toEqual(part)
  expect(narrow(part, part.changes.slice(0, 1)).operationId).toBe(
    narrow(whole, whole.changes.slice(0, 1)).operationId,
  )
})

test('of two changes of one key the last is sent, and each gets the key’s answer', () => {
  const { changes, spread } = dedupe([change('a', '1'), change('b', '2'), change('a', '3')])
  expect(changes).toEqual([change('a', '3'), change('b', '2')])
  expect(spread(['A', 'B'])).toEqual(['A', 'B', 'A'])
})

test('bisecting finds every bad record and delivers all others, wherever they are', async () => {
  const cases = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(cases, async (bad) => {
      const changes = bad.map((_, i) => change(String(i)))
      let requests = 0
      const outcomes = await bisect(batch(changes), (part) => {
        requests++
        const refused = part.changes.some(({ key }) => bad[Number(key)])
        return Promise.resolve(
          refused
            ? { is: 'refused', because: { is: 'rejected', reason: 'bad' } }
            : { is: 'answered', outcomes: part.changes.map(({ key }) => told(key)) },
        )
      })
      expect(outcomes.map(({ is }) => is)).toEqual(bad.map((is) => (is ? 'rejected' : 'delivered')))
      const count = bad.filter(Boolean).length
      expect(requests).toBeLessThanOrEqual(1 + 2 * count * Math.ceil(Math.log2(bad.length + 1)))
    }),
    { numRuns: 60 },
  )
})
