import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { Turns } from '../../../src/serve/limits/turns.ts'

const limits = { atOnce: 4, perTenant: 3, waiting: 50, patience: 5_000 }
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
