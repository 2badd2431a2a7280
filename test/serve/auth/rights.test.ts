import { afterEach, expect, test } from '@jest/globals'
import { SluiceError } from '../../../src/base/errors.ts'
import { systemClock } from '../../../src/base/clock.ts'
import type { Caller } from '../../../src/serve/auth/caller.ts'
import { Rights } from '../../../src/serve/auth/rights.ts'
import { noApiKeys } from '../../../src/serve/auth/authenticate.ts'
import type { Subject } from '../../../src/tenant/news.ts'
import { openScope } from '../../../src/tenant/scope.ts'

const open: Rights[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

/** Rights over a house whose tenants, keys and news a test changes by hand. */
function house() {
  const state = { live: true, version: 0, served: true, kept: true, away: false, ahead: 0, asked: 0 }
  const ears = new Set<(subject?: Subject) => void>()
  const answer = async (holds: () => boolean) => {
    state.asked++
    await new Promise((resolve) => setTimeout(resolve, 20))
    if (state.away) throw new SluiceError('UNAVAILABLE', 'The store is away')
    return holds()
  }
  const rights = new Rights({
    directory: { knows: () => answer(() => state.served) },
    apiKeys: {
      ...noApiKeys,
      find: () => answer(() => state.kept).then((kept) => (kept ? ({} as never) : undefined)),
    },
    news: {
      get live() {
        return state.live
      },
      get version() {
        return state.version
      },
      hear: (tell) => {
        ears.add(tell)
        return () => void ears.delete(tell)
      },
    },
    clock: { ...systemClock, now: () => new Date(Date.now() + state.ahead) },
  })
  open.push(rights)
  const tell = (subject?: Subject) => {
    state.version++
    for (const ear of ears) ear(subject)
  }
  return { state, rights, tell }
}

async function caller(more: Partial<Caller> = {}): Promise<Caller> {
  const scope = await openScope(
    { tenant: 'alpha', roles: [], claims: {} },
    { knows: () => Promise.resolve(true) },
  )
  return { scope, may: ['query'], expiresAt: new Date(Date.now() + 60_000), ...more }
}

const ended = (signal: AbortSignal, ms: number) =>
  new Promise<boolean>((resolve) => {
    if (signal.aborted) return resolve(true)
    setTimeout(() => resolve(signal.aborted), ms)
  })

test('Nothing is asked again while nothing is heard', async () => {
  const { state, rights } = house()
  const right = rights.begin(await caller(), 0)
  for (let i = 0; i < 10; i++) await right.check()
  expect([state.asked, right.signal.aborted]).toEqual([0, false])
})

test('What is heard of the tenant ends the right, and a check waits for what is in doubt', async () => {
  const { state, rights, tell } = house()
  const right = rights.begin(await caller(), 0)
  state.served = false
  tell({ is: 'tenant', id: 'alpha' })
  await expect(right.check()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(right.signal.reason).toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('What is heard of another tenant, or of a key of the same name, is asked about by nobody', async () => {
  const { state, rights, tell } = house()
  const right = rights.begin(await caller(), 0)
  state.served = false
  tell({ is: 'tenant', id: 'beta' })
  tell({ is: 'key', id: 'alpha' })
  await right.check()
  expect(state.asked).toBe(0)
  tell()
  await expect(right.check()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('What was heard between authentication and its end counts', async () => {
  const { state, rights, tell } = house()
  const since = rights.version
  state.served = false
  tell({ is: 'tenant', id: 'alpha' }) // the caller has been let in, and nobody listens for it yet
  const right = rights.begin(await caller(), since)
  expect(await ended(right.signal, 200)).toBe(true)
})

test('A doubt that comes up while another is cleared is cleared by itself', async () => {
  const { state, rights, tell } = house()
  const right = rights.begin(await caller(), 0)
  tell({ is: 'tenant', id: 'alpha' })
  const first = right.check()
  await new Promise((resolve) => setTimeout(resolve, 5))
  tell({ is: 'tenant', id: 'alpha' })
  state.served = false
  await expect(first).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('A revoked key ends what it asked for, and the embed tokens that were made with it', async () => {
  const embed = { dashboard: 'sales', origins: [], filters: {} }
  for (const more of [{ key: 'abcdefgh' }, { key: 'abcdefgh', embed }]) {
    const { state, rights, tell } = house()
    const right = rights.begin(await caller(more), 0)
    state.kept = false
    tell({ is: 'key', id: 'abcdefgh' })
    expect(await ended(right.signal, 200)).toBe(true)
  }
})

test('A right ends with its token, after the tolerance, and with its key at once', async () => {
  for (const [more, tolerated] of [
    [{}, true],
    [{ key: 'abcdefgh' }, false],
  ] as const) {
    const { state, rights } = house()
    const right = rights.begin(await caller(more), 0)
    state.ahead = 63_000
    const outcome = await right.check().then(
      () => true,
      () => false,
    )
    expect(outcome).toBe(tolerated)
    state.ahead = 66_000
    expect(await ended(right.signal, 1_000)).toBe(true)
  }
})

test('While nobody listens rights are asked for by themselves, and what cannot be found out does not leave', async () => {
  const { state, rights } = house()
  const right = rights.begin(await caller(), 0)
  state.live = false
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(state.asked).toBeGreaterThan(0)
  state.away = true
  await new Promise((resolve) => setTimeout(resolve, 700))
  await expect(right.check()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(right.signal.aborted).toBe(false)
  state.away = false
  await right.check()
  state.served = false
  expect(await ended(right.signal, 1_200)).toBe(true)
})

test('A right that is over hears nothing more', async () => {
  const { state, rights, tell } = house()
  const right = rights.begin(await caller(), 0)
  right.over()
  tell()
  expect([state.asked, right.signal.aborted]).toEqual([0, false])
})
