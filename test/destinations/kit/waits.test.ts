import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { backoff } from '../../../src/destinations/kit/backoff.ts'
import { closedBreaker, enter, leave, type Breaker } from '../../../src/destinations/kit/breaker.ts'
import { retryAfter } from '../../../src/destinations/kit/wait.ts'
import { untilMidnight } from '../../../src/destinations/hubspot/midnight.ts'

const now = new Date('2026-11-22T12:00:00Z')

test.each([
  ['7', 7_000],
  ['0', 0],
  ['1.5', 1_500],
  [' 3 ', 3_000],
  ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  ['999999999999', 86_400_000],
  ['Sun, 22 Nov 2099 12:00:00 GMT', 86_400_000],
  ['-5', undefined],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
  ['NaN', undefined],
  ['1e9', undefined],
])('Retry-After %j means %j ms', (header, ms) => {
  expect(retryAfter(header, now)).toBe(ms)
})

test('backoff is spread over the whole range up to its doubling ceiling, and never above the cap', () => {
  const limits = { baseMs: 1_000, capMs: 60_000 }
  expect([1, 2, 3, 4, 7, 50].map((attempt) => backoff(attempt, 0.999_999, limits))).toEqual([
    1_000, 2_000, 4_000, 8_000, 60_000, 60_000,
  ])
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (n, r) => {
        const ms = backoff(n, r, limits)
        expect(ms).toBeGreaterThanOrEqual(0)
        expect(ms).toBeLessThanOrEqual(60_000)
      },
    ),
  )
})

test('a breaker opens after enough faults, lets one try after its rest, and closes on an answer', () => {
  const limits = { faults: 3, restMs: 1_000 }
  let breaker: Breaker = closedBreaker
  for (let i = 0; i < 3; i++) {
    expect(enter(breaker, 0, limits).waitMs).toBe(0)
    breaker = leave(breaker, false, 0, limits)
  }
  expect(enter(breaker, 400, limits).waitMs).toBe(600)
  const trying = enter(breaker, 1_000, limits)
  expect(trying.waitMs).toBe(0)
  expect(enter(trying.next, 1_001, limits).waitMs).toBe(999)
  expect(enter(leave(trying.next, false, 1_100, limits), 1_200, limits).waitMs).toBe(900)
  expect(leave(trying.next, true, 1_100, limits)).toEqual(closedBreaker)
})

test.each([
  ['UTC', '2026-11-22T12:00:00Z', 12],
  ['America/New_York', '2026-11-22T12:00:00Z', 17],
  ['Asia/Kolkata', '2026-11-22T12:00:00Z', 6.5],
  // The day on which the clocks go back has 25 hours, the other 23.
  ['America/New_York', '2026-11-01T04:00:00Z', 25],
  ['America/New_York', '2026-03-08T05:00:00Z', 23],
])('in %s at %s the next midnight is %d hours away', (zone, at, hours) => {
  expect(untilMidnight(new Date(at), zone)).toBe(hours * 3_600_000)
})
