import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Allowances } from '../../../src/serve/limits/allowances.ts'
import { Bucket } from '../../../src/serve/limits/bucket.ts'
import { defaultLimits, limitsWith } from '../../../src/serve/limits/limits.ts'
import type { Refusal } from '../../../src/serve/limits/refusal.ts'

/** Time as the test says. */
function heldClock() {
  let ms = 1_700_000_000_000
  const pass = (by: number) => void (ms += by)
  return { now: () => new Date(ms), sleep: () => Promise.resolve(), pass }
}

function refusal(work: () => void): Refusal | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return error as Refusal
  }
}

const three = { most: 5, amount: 3, perMs: 1_000 }

test('A bucket gives what it has at once, and then exactly what comes back: three a second are one each 333⅓ ms', () => {
  const bucket = new Bucket(0)
  for (let i = 0; i < 5; i++) expect(bucket.take(1, three, 0)).toBe(0)
  expect(bucket.take(1, three, 0)).toBe(334)
  expect(bucket.take(1, three, 333)).toBe(1)
  expect(bucket.take(1, three, 334)).toBe(0)
  expect(bucket.take(1, three, 667)).toBe(0) // 2 thirds of a ms were left over, and count
  expect(bucket.take(1, three, 1_000)).toBe(0)
  expect(bucket.take(1, three, 1_000)).toBe(334)
})

test('However often it is asked, it gives no more and no less than the rate says', () => {
  const steps = fc.array(
    fc.record({ wait: fc.integer({ min: 0, max: 700 }), asks: fc.integer({ min: 0, max: 4 }) }),
    {
      minLength: 1,
      maxLength: 200,
    },
  )
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 1, max: 20 }),
      (all, amount, most) => {
        const refill = { most, amount, perMs: 1_000 }
        const bucket = new Bucket(0)
        let now = 0
        let used = 0n // in thousandths, by another hand
        for (const { wait, asks } of all) {
          now += wait
          used -= BigInt(wait) * BigInt(amount)
          if (used < 0n) used = 0n
          for (let i = 0; i < asks; i++) {
            const over = used + 1_000n - BigInt(most) * 1_000n
            const wanted = over > 0n ? (over + BigInt(amount) - 1n) / BigInt(amount) : 0n
            expect(BigInt(bucket.take(1, refill, now))).toBe(wanted)
            if (wanted === 0n) used += 1_000n
          }
        }
      },
    ),
  )
})

test('A clock that was set back gives nothing and takes nothing away', () => {
  const bucket = new Bucket(10_000)
  for (let i = 0; i < 5; i++) bucket.take(1, three, 10_000)
  expect(bucket.take(1, three, 5_000)).toBe(334)
  expect(bucket.take(1, three, 5_334)).toBe(0)
})

const small = limitsWith(defaultLimits, {
  requests: { perSecond: 2, burst: 3 },
  budget: { cost: 100, perSeconds: 10 },
})

test('A tenant’s requests are its own, and the refusal tells when the next one is let in', () => {
  const clock = heldClock()
  const allowances = new Allowances(small, {}, clock)
  for (let i = 0; i < 3; i++) allowances.admit('noisy')
  expect(refusal(() => allowances.admit('noisy'))).toMatchObject({
    code: 'LIMITED',
    retryAfter: 1,
    cost: { asked: 1, limit: 3, left: 0, seconds: 2 },
  })
  allowances.admit('quiet')
  clock.pass(499)
  expect(refusal(() => allowances.admit('noisy'))).toBeDefined()
  clock.pass(1)
  allowances.admit('noisy')
  expect(refusal(() => allowances.admit('noisy'))).toBeDefined()
})

test('What requests cost is taken from the tenant’s budget, and Retry-After is when there is enough again', () => {
  const clock = heldClock()
  const allowances = new Allowances(small, {}, clock)
  allowances.spend('a', 60)
  allowances.spend('b', 100)
  const refused = refusal(() => allowances.spend('a', 80))
  expect(refused).toMatchObject({
    code: 'LIMITED',
    retryAfter: 4,
    cost: { asked: 80, limit: 100, left: 40, seconds: 10 },
  })
  clock.pass(3_999)
  expect(refusal(() => allowances.spend('a', 80))).toBeDefined()
  clock.pass(1)
  allowances.spend('a', 80)
})

test('A request that costs more than there ever is is told so, and not to come again', () => {
  const refused = refusal(() => new Allowances(small, {}, heldClock()).spend('a', 101))
  expect(refused).toMatchObject({
    code: 'TOO_COSTLY',
    retryAfter: undefined,
    cost: { asked: 101, limit: 100 },
  })
})

test('A request that costs nothing costs one all the same', () => {
  const allowances = new Allowances(limitsWith(small, { budget: { cost: 2 } }), {}, heldClock())
  allowances.spend('a', 0)
  allowances.spend('a', 0)
  expect(refusal(() => allowances.spend('a', 0))).toMatchObject({ code: 'LIMITED' })
})

test('A tenant may have limits of its own, and one with a strange name has the usual ones', () => {
  const clock = heldClock()
  const allowances = new Allowances(small, { big: { requests: { burst: 5 } } }, clock)
  for (let i = 0; i < 5; i++) allowances.admit('big')
  expect(refusal(() => allowances.admit('big'))?.message).toContain('at most 2 a second, and 5 at once')
  for (const tenant of ['__proto__', 'constructor', 'Big', 'big ']) {
    expect(allowances.of(tenant)).toBe(small)
    for (let i = 0; i < 3; i++) allowances.admit(tenant)
    expect(refusal(() => allowances.admit(tenant))).toBeDefined()
  }
})

test('How long a refusal is kept back says nothing of what other tenants send', async () => {
  const waits = async (others: number) => {
    const told: number[] = []
    const forever = new Promise<void>(() => {})
    const clock = { ...heldClock(), sleep: (ms: number) => (told.push(ms), forever) }
    const allowances = new Allowances(small, {}, clock)
    const signal = new AbortController().signal
    const refuse = (tenant: string) => void allowances.holdBack(tenant, signal)
    for (let i = 0; i < others; i++) refuse('globex')
    const before = told.length
    for (let i = 0; i < 40; i++) refuse('acme')
    return told.slice(before)
  }
  const alone = await waits(0)
  expect(new Set(alone).size).toBe(alone.length)
  expect(alone.length).toBeGreaterThan(10)
  expect(await waits(70)).toEqual(alone)
})
