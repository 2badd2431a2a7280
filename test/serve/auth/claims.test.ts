import { describe, expect, test } from '@jest/globals'
import { SignJWT } from 'jose'
import { systemClock } from '../../../src/base/clock.ts'
import { openAuthentication } from '../../../src/serve/auth/authenticate.ts'
import { mintEmbedToken, mintToken } from '../../../src/serve/auth/mint.ts'
import type { AuthSettings } from '../../../src/serve/auth/settings.ts'
import type { Principal } from '../../../src/tenant/scope.ts'

const secret = 'a secret of the tests, long enough for HS256'
const directory = { knows: (tenant: string) => Promise.resolve(tenant === 'alpha') }

async function enter(token: string, claims: AuthSettings['claims']): Promise<Principal> {
  const authenticate = openAuthentication({ secret, ...(claims && { claims }) }, directory, systemClock)
  return (await authenticate([`Bearer ${token}`])).scope.principal
}

function sign(payload: object): Promise<string> {
  return new SignJWT({ ...payload })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret))
}

describe('sluice.yaml says where a token tells', () => {
  test('its tenant, its roles and its subject', async () => {
    const token = await sign({
      org: { id: 'alpha' },
      realm_access: { roles: ['analyst'] },
      user: { mail: 'ann' },
    })
    const claims = { tenant: 'org.id', roles: 'realm_access.roles', subject: 'user.mail' }
    expect(await enter(token, claims)).toMatchObject({ tenant: 'alpha', roles: ['analyst'], subject: 'ann' })
  })

  test('a claim whose name has dots or is an address goes before a path', async () => {
    const token = await sign({
      'https://shop.example/org.id': 'alpha',
      'org.id': 'alpha',
      org: { id: 'beta' },
      'https://shop': { 'example/org': { id: 'beta' } },
    })
    for (const tenant of ['https://shop.example/org.id', 'org.id'])
      expect(await enter(token, { tenant })).toMatchObject({ tenant: 'alpha' })
  })

  test('one role as a text, which is one role, whatever is in it', async () => {
    expect((await enter(await sign({ tenant: 'alpha', roles: 'analyst' }), undefined)).roles).toEqual([
      'analyst',
    ])
    expect((await enter(await sign({ tenant: 'alpha', roles: 'a b,c' }), undefined)).roles).toEqual(['a b,c'])
  })

  test.each([
    ['constructor.name', {}],
    ['__proto__.tenant', {}],
    ['org.length', { org: 'alpha' }],
    ['org.0', { org: ['alpha'] }],
    ['org.id', { org: null }],
    ['org.id.x', { org: { id: 'alpha' } }],
    ['org', { org: { id: 'alpha' } }],
    ['org', { org: ['alpha'] }],
    ['org', { org: 7 }],
    ['org', { org: true }],
  ])('%s is no tenant of %j', async (tenant, payload) => {
    await expect(enter(await sign(payload), { tenant })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  test('and what is minted here is told in the same places', async () => {
    const claims = { tenant: 'https://shop.example/tenant', roles: 'realm_access.roles', subject: 'user' }
    const request = { auth: { secret, claims }, tenant: 'alpha', roles: ['analyst'], subject: 'ann' }
    const told = { tenant: 'alpha', roles: ['analyst'], subject: 'ann' }
    expect(await enter(await mintToken(request), claims)).toMatchObject(told)
    const embed = { ...request, dashboard: 'sales', origins: [], filters: {}, claims: { region: 'EU' } }
    const principal = await enter(await mintEmbedToken(embed), claims)
    expect(principal).toMatchObject({ ...told, claims: { region: 'EU' } })
    expect(Object.keys(principal.claims)).toEqual(['region'])
  })
})

test('a token says when it was issued, to the second', async () => {
  const { issuedAt } = await enter(await mintToken({ auth: { secret }, tenant: 'alpha' }), undefined)
  expect(Math.abs((issuedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(2_000)
  expect((await enter(await sign({ tenant: 'alpha' }), undefined)).issuedAt).toBeUndefined()
})
