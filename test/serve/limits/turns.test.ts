import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { defaultLimits } from '../../../src/serve/limits/limits.ts'
import { Turns } from '../../../src/serve/limits/turns.ts'

const limits = { ...defaultLimits.turns, reserved: 0, atOnce: 4, perTenant: 3, waiting: 50, patience: 5_000 }
const forever = new AbortController().signal

test('A tenant with fifty requests delays another’s one by no more than one request a place', async () => {
  const turns = new Turns({ ...limits, perTenant: 4 })
  const order: string[] = []
  const request = async (tenant: string) => {
    const done = await turns.take(tenant, forever)
    await sleep(2)
    order.push(tenant)
    done()
  }
  const noisy = Array.from({ length: 50 }, () => request('noisy'))
  await Promise.all([...noisy, request('quiet')])
  expect(order.indexOf('quiet')).toBeLessThanOrEqual(8)
})

test('Tenants that wait are served in turn', async () => {
  const turns = new Turns({ ...limits, atOnce: 1 })
  const order: string[] = []
  const first = await turns.take('x', forever)
  const waiting = ['a', 'a', 'a', 'b', 'b', 'c'].map(async (tenant) => {
    const done = await turns.take(tenant, forever)
    order.push(tenant)
    done()
  })
  first()
  await Promise.all(waiting)
  expect(order).toEqual(['a', 'b', 'c', 'a', 'b', 'a'])
})

test('One tenant never takes more places than it may, though others are free', async () => {
  const turns = new Turns(limits)
  const taken = await Promise.all([1, 2, 3].map(() => turns.take('a', forever)))
  const fourth = turns.take('a', forever)
  expect(turns.load).toEqual({ running: 3, waiting: 1 })
  const other = await turns.take('b', forever)
  expect(turns.load).toEqual({ running: 4, waiting: 1 })
  taken[0]?.()
  const late = await fourth
  expect(turns.load).toEqual({ running: 4, waiting: 0 })
  for (const done of [...taken, other, late]) done()
  expect(turns.load).toEqual({ running: 0, waiting: 0 })
})

test('A line that is full refuses at once, and only its own tenant', async () => {
  const turns = new Turns({ ...limits, perTenant: 1, waiting: 1 })
  const done = await turns.take('a', forever)
  const second = turns.take('a', forever)
  await expect(turns.take('a', forever)).rejects.toMatchObject({ code: 'LIMITED' })
  const other = await turns.take('b', forever)
  done()
  ;(await second)()
  other()
})

test('Who waits too long is refused, and takes no place', async () => {
  const turns = new Turns({ ...limits, perTenant: 1, patience: 20 })
  const done = await turns.take('a', forever)
  await expect(turns.take('a', forever)).rejects.toMatchObject({ code: 'LIMITED' })
  done()
  expect(turns.load).toEqual({ running: 0, waiting: 0 })
})

test('A client that goes away leaves the line', async () => {
  const turns = new Turns({ ...limits, perTenant: 1 })
  const gone = new AbortController()
  const done = await turns.take('a', forever)
  const waiting = turns.take('a', gone.signal)
  gone.abort(new DOMException('gone', 'AbortError'))
  await expect(waiting).rejects.toThrow('gone')
  expect(turns.load).toEqual({ running: 1, waiting: 0 })
  done()
})

test('A turn is given back once, however often it is said', async () => {
  const turns = new Turns({ ...limits, atOnce: 1 })
  const done = await turns.take('a', forever)
  done()
  done()
  expect(turns.load).toEqual({ running: 0, waiting: 0 })
})

test('A tenant with weight three has three turns in each round, and keeps no other from its own', async () => {
  const weights: Record<string, number> = { heavy: 3 }
  const limits = { ...defaultLimits.turns, reserved: 0, atOnce: 1 }
  const turns = new Turns(limits, (tenant) => ({ ...limits, weight: weights[tenant] ?? 1 }))
  const order: string[] = []
  const first = await turns.take('x', forever)
  const waiting = ['heavy', 'heavy', 'heavy', 'heavy', 'heavy', 'a', 'a', 'b'].map(async (tenant) => {
    const done = await turns.take(tenant, forever)
    order.push(tenant)
    done()
  })
  first()
  await Promise.all(waiting)
  expect(order).toEqual(['heavy', 'heavy', 'heavy', 'a', 'b', 'heavy', 'heavy', 'a'])
})

test('Busy tenants leave the last places to those with nothing at the warehouse', async () => {
  const turns = new Turns({ ...defaultLimits.turns, atOnce: 8, perTenant: 4, reserved: 2 })
  const busy = await Promise.all(['a', 'a', 'a', 'a', 'b', 'b'].map((tenant) => turns.take(tenant, forever)))
  const third = turns.take('b', forever)
  expect(turns.load).toEqual({ running: 6, waiting: 1 })
  const quiet = await turns.take('c', forever)
  const other = await turns.take('d', forever)
  expect(turns.load).toEqual({ running: 8, waiting: 1 })
  quiet()
  other()
  expect(turns.load).toEqual({ running: 6, waiting: 1 })
  busy[0]?.()
  ;(await third)()
  for (const done of busy) done()
  expect(turns.load).toEqual({ running: 0, waiting: 0 })
})

test('A tenant with a place for itself alone has a limit of its own, whatever others may', async () => {
  const limits = { ...defaultLimits.turns, perTenant: 4 }
  const turns = new Turns(limits, (tenant) =>
    tenant === 'small' ? { ...limits, perTenant: 1, waiting: 1 } : limits,
  )
  const done = await turns.take('small', forever)
  const second = turns.take('small', forever)
  await expect(turns.take('small', forever)).rejects.toMatchObject({ code: 'LIMITED', retryAfter: 1 })
  const others = await Promise.all([1, 2, 3, 4].map(() => turns.take('usual', forever)))
  done()
  ;(await second)()
  for (const one of others) one()
})

test('Where the places are all others’, the server is what is busy, and not the tenant', async () => {
  const turns = new Turns({ ...defaultLimits.turns, atOnce: 1, perTenant: 1, allWaiting: 2, patience: 50 })
  const done = await turns.take('a', forever)
  const own = turns.take('a', forever)
  const another = turns.take('b', forever)
  await expect(turns.take('c', forever)).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfter: 1 })
  await expect(own).rejects.toMatchObject({ code: 'LIMITED' })
  await expect(another).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(turns.load).toEqual({ running: 1, waiting: 0 })
  done()
})

test('A place is wanted when another tenant waits that could have it, and not for its own sake', async () => {
  const turns = new Turns({ ...defaultLimits.turns, atOnce: 2, perTenant: 1, reserved: 0 })
  const [a, b] = await Promise.all([turns.take('a', forever), turns.take('b', forever)])
  const again = turns.take('a', forever)
  expect([turns.wanted('a'), turns.wanted('b')]).toEqual([false, false])
  const third = turns.take('c', forever)
  expect([turns.wanted('a'), turns.wanted('b')]).toEqual([true, true])
  a?.()
  b?.()
  ;(await third)()
  ;(await again)()
})
