import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  SignJWT,
  UnsecuredJWT,
  base64url,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type CryptoKey,
} from 'jose'
import { systemClock } from '../../../src/base/clock.ts'
import { openAuthentication } from '../../../src/serve/auth/authenticate.ts'
import { mintEmbedToken, mintToken } from '../../../src/serve/auth/mint.ts'
import type { TenantDirectory } from '../../../src/tenant/scope.ts'

const secret = 'a secret of the tests, long enough for HS256'
const auth = { secret, issuer: 'https://issuer.example', audience: 'sluice' }
const directory: TenantDirectory = {
  knows: (tenant) => Promise.resolve(tenant === 'alpha' || tenant === 'beta'),
}
const now = () => Math.floor(Date.now() / 1_000)

let keys: Server
let rsa: { publicKey: CryptoKey; privateKey: CryptoKey }
let jwks: string

beforeAll(async () => {
  rsa = await generateKeyPair('RS256', { extractable: true })
  const published = JSON.stringify({
    keys: [{ ...(await exportJWK(rsa.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }],
  })
  keys = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(published),
  )
  await new Promise<void>((resolve) => void keys.listen(0, '127.0.0.1', resolve))
  jwks = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/keys`
})

afterAll(() => void keys.close())

async function ask(token: string, settings: object = auth) {
  const authenticate = openAuthentication({ ...settings }, directory, systemClock)
  const caller = await authenticate([`Bearer ${token}`])
  return caller.scope.tenant
}

const claims = { tenant: 'alpha', roles: ['analyst'], iss: auth.issuer, aud: auth.audience }

function hs256(payload: object, header: object = {}, key = secret) {
  return new SignJWT({ ...payload })
    .setProtectedHeader({ alg: 'HS256', ...header })
    .setExpirationTime(now() + 60)
    .sign(new TextEncoder().encode(key))
}

function rs256(payload: object, header: object = {}, key = rsa.privateKey) {
  return new SignJWT({ ...payload })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
    .setExpirationTime(now() + 60)
    .sign(key)
}

test('A token of the shared secret opens the scope of its tenant, with its roles and subject', async () => {
  const token = await mintToken({
    auth,
    tenant: 'alpha',
    roles: ['analyst'],
    subject: 'ann',
    claims: { region: 'EU' },
  })
  const caller = await openAuthentication(auth, directory, systemClock)([`Bearer ${token}`])
  expect(caller.scope.tenant).toBe('alpha')
  expect(caller.scope.principal).toMatchObject({
    roles: ['analyst'],
    subject: 'ann',
    claims: { region: 'EU' },
  })
  expect(caller.embed).toBeUndefined()
})

test('A token of the published keys opens the scope of its tenant', async () => {
  await expect(ask(await rs256(claims), { ...auth, jwks })).resolves.toBe('alpha')
})

test('Further claims of a minted token cannot stand in for its tenant or its roles', async () => {
  const token = await mintToken({ auth, tenant: 'alpha', claims: { tenant: 'beta', roles: ['admin'] } })
  const caller = await openAuthentication(auth, directory, systemClock)([`Bearer ${token}`])
  expect(caller.scope.principal).toMatchObject({ tenant: 'alpha', roles: [] })
})

describe('A token is refused', () => {
  const refused: Record<string, () => Promise<string> | string> = {
    'that is unsigned (alg none)': () => new UnsecuredJWT(claims).setExpirationTime(now() + 60).encode(),
    'whose payload was changed after signing': async () => {
      const [head, , signature] = (await hs256(claims)).split('.')
      const payload = base64url.encode(JSON.stringify({ ...claims, tenant: 'beta', exp: now() + 60 }))
      return [head, payload, signature].join('.')
    },
    'of another secret': () => hs256(claims, {}, 'another secret of the tests, long enough too'),
    'of another audience': () => hs256({ ...claims, aud: 'billing' }),
    'of another issuer': () => hs256({ ...claims, iss: 'https://elsewhere.example' }),
    'without an audience': () => hs256({ ...claims, aud: undefined }),
    'that never expires': () =>
      new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret)),
    'that is not in force yet': () => hs256({ ...claims, nbf: now() + 3_600 }),
    'of HS384 though the secret is right': () =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS384' })
        .setExpirationTime('1m')
        .sign(new TextEncoder().encode(secret)),
    'of HS256 with the published RSA key as its secret': async () =>
      hs256(claims, {}, await exportSPKI(rsa.publicKey)),
    'of RS256 by a stranger’s key under the published kid': async () =>
      rs256(claims, {}, (await generateKeyPair('RS256')).privateKey),
    'whose kid is an address or a path': () => rs256(claims, { kid: '../../etc/passwd' }),
    'that brings its own key': async () => {
      const own = await generateKeyPair('RS256', { extractable: true })
      return rs256(claims, { jwk: await exportJWK(own.publicKey) }, own.privateKey)
    },
    'whose roles are neither a list nor a name': () => hs256({ ...claims, roles: { admin: true } }),
    'one of whose roles is no name': () => hs256({ ...claims, roles: ['admin', 7] }),
    'that was issued in the future': () => hs256({ ...claims, iat: now() + 3_600 }),
    'that says no proper time of issue': () => hs256({ ...claims, iat: 'yesterday' }),
    'without a tenant': () => hs256({ ...claims, tenant: undefined }),
    'whose tenant is a list': () => hs256({ ...claims, tenant: ['alpha'] }),
  }
  test.each(Object.entries(refused))('%s', async (_, make) => {
    await expect(ask(await make(), { ...auth, jwks })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  test('after it has expired, and says so', async () => {
    const token = await mintToken({ auth, tenant: 'alpha', expiresIn: -60 })
    await expect(ask(token)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('has expired'),
    })
  })

  test.each([
    '',
    ' ',
    '%',
    'ALPHA',
    'alpha ',
    ' alpha',
    'alph\u0430',
    'ａlpha',
    'alpha\u0000',
    'alpha\u200b',
    '*',
    'a'.repeat(10_000),
  ])('for the tenant %j, with the same words as for every unknown tenant', async (tenant) => {
    await expect(ask(await hs256({ ...claims, tenant }))).rejects.toThrow(
      'The token names no tenant that this server knows',
    )
  })
})

describe('The header', () => {
  const authenticate = openAuthentication(auth, directory, systemClock)
  test.each([
    [[]],
    [['Basic YWxwaGE6YmV0YQ==']],
    [['Bearer']],
    [['Bearer a b']],
    [['Bearer not-a-token']],
    [['Bearer a.b.c']],
  ])('%j is refused', async (headers) => {
    await expect(authenticate(headers)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  test('is refused when there are two, even if both tokens are good', async () => {
    const tokens = await Promise.all(['alpha', 'beta'].map((tenant) => mintToken({ auth, tenant })))
    await expect(authenticate(tokens.map((token) => `Bearer ${token}`))).rejects.toThrow(
      'more than one Authorization header',
    )
  })
})

describe('An embed token', () => {
  const grant = {
    auth,
    tenant: 'alpha',
    dashboard: 'sales',
    origins: ['https://shop.example'],
    filters: { plan: 'PRO' },
  }

  test('names its dashboard, pages and filters', async () => {
    const caller = await openAuthentication(
      auth,
      directory,
      systemClock,
    )([`Bearer ${await mintEmbedToken(grant)}`])
    expect(caller.embed).toEqual({
      dashboard: 'sales',
      origins: ['https://shop.example'],
      filters: { plan: 'PRO' },
    })
  })

  test('lives no longer than an hour, nor than what it was made from', async () => {
    const open = openAuthentication(auth, directory, systemClock)
    const long = await open([`Bearer ${await mintEmbedToken({ ...grant, expiresIn: 86_400 })}`])
    expect(long.expiresAt?.getTime()).toBeLessThanOrEqual(Date.now() + 3_600_000)
    const notAfter = new Date(Date.now() + 30_000)
    const short = await open([`Bearer ${await mintEmbedToken({ ...grant, expiresIn: 600, notAfter })}`])
    expect(short.expiresAt?.getTime()).toBeLessThanOrEqual(notAfter.getTime())
  })

  test('does not pass for an ordinary token when its header is changed, nor the other way round', async () => {
    const embed = await mintEmbedToken(grant)
    const ordinary = await mintToken({
      auth,
      tenant: 'alpha',
      claims: { dashboard: 'sales', origins: [], filters: {} },
    })
    const head = (typ: string) => base64url.encode(JSON.stringify({ alg: 'HS256', typ }))
    const retyped = (token: string, typ: string) => [head(typ), ...token.split('.').slice(1)].join('.')
    await expect(ask(retyped(embed, 'JWT'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    await expect(ask(retyped(ordinary, 'sluice-embed+jwt'))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    })
    // Signed with the ordinary secret under the embed type: the keys differ, so it fails as well.
    const forged = await hs256(
      { ...claims, dashboard: 'sales', origins: [], filters: {} },
      { typ: 'sluice-embed+jwt' },
    )
    await expect(ask(forged)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

test('A secret that could be guessed is refused at start', () => {
  expect(() => openAuthentication({ secret: 'short' }, directory, systemClock)).toThrow(
    'auth.secret has 5 bytes',
  )
})

test('Without any key every token is refused', async () => {
  await expect(ask(await hs256(claims), {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('Keys that cannot be read are an outage, not a refusal', async () => {
  await expect(ask(await rs256(claims), { ...auth, jwks: 'http://127.0.0.1:9/keys' })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  })
})
