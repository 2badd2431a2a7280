import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { SignJWT, UnsecuredJWT, base64url, exportJWK, exportSPKI, generateKeyPair, importJWK } from 'jose'
import { publishedAlgorithms } from '../../../src/serve/auth/settings.ts'
import { openPublished } from '../../../src/serve/auth/published.ts'
import { doorOf, newSigningKey, openIssuer, type Issuer, type SigningKey } from './issuer.ts'

let issuer: Issuer
let one: SigningKey
let two: SigningKey
beforeAll(async () => {
  one = await newSigningKey('one')
  two = await newSigningKey('two')
})
beforeEach(async () => {
  issuer = await openIssuer()
  issuer.publish(one.published)
})
afterEach(() => issuer.close())

describe('The issuer’s keys', () => {
  test('are read once for many tokens, also for many that come at once', async () => {
    const enter = doorOf(issuer)
    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, i) => issuer.sign(one, { jti: String(i) })),
    )
    expect(new Set(await Promise.all(tokens.map(enter)))).toEqual(new Set(['alpha']))
    expect(issuer.asked()).toBe(1)
  })

  test('are read again for a key id that is new, once the cooldown is over', async () => {
    const enter = doorOf(issuer)
    expect(await enter(await issuer.sign(one))).toBe('alpha')
    issuer.publish(one.published, two.published)
    expect(await enter(await issuer.sign(two))).toBe('UNAUTHENTICATED')
    expect(issuer.asked()).toBe(1)
    issuer.later(31)
    expect(await enter(await issuer.sign(two))).toBe('alpha')
    expect(await enter(await issuer.sign(one, { jti: 'again' }))).toBe('alpha')
    expect(issuer.asked()).toBe(2)
  })

  test('are not read again for each of many made-up key ids', async () => {
    const enter = doorOf(issuer)
    await enter(await issuer.sign(one))
    issuer.later(31)
    for (let i = 0; i < 10; i++)
      expect(await enter(await issuer.sign({ ...one, kid: `made-up-${i}` }))).toBe('UNAUTHENTICATED')
    expect(issuer.asked()).toBe(2)
  })

  test('that are withdrawn are refused after the age that is set, also for a token that was taken before', async () => {
    const enter = doorOf(issuer, { jwksMaxAge: 300 })
    const token = await issuer.sign(one)
    expect(await enter(token)).toBe('alpha')
    issuer.publish(two.published)
    issuer.later(149)
    expect(await enter(token)).toBe('alpha')
    issuer.later(152)
    expect(await enter(token)).toBe('UNAUTHENTICATED')
    expect(await enter(await issuer.sign(two))).toBe('alpha')
  })

  test('are renewed behind the scenes when half of their age is over, so that a withdrawn one goes sooner', async () => {
    const enter = doorOf(issuer, { jwksMaxAge: 300 })
    await enter(await issuer.sign(one))
    issuer.publish(two.published)
    issuer.later(151)
    await enter(await issuer.sign(one, { jti: 'b' }))
    while (issuer.asked() < 2) await new Promise((resolve) => setTimeout(resolve, 10))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await enter(await issuer.sign(one, { jti: 'c' }))).toBe('UNAUTHENTICATED')
  })

  describe('cannot be read:', () => {
    const outage = (issuer: Issuer) => issuer.answer((_request, response) => void response.destroy())

    test('those that are known go on until they are too old, and a key id that is unknown is nobody’s fault', async () => {
      const enter = doorOf(issuer, { jwksMaxAge: 300 })
      await enter(await issuer.sign(one))
      outage(issuer)
      issuer.later(299)
      expect(await enter(await issuer.sign(one))).toBe('alpha')
      expect(await enter(await issuer.sign(two))).toBe('UNAVAILABLE')
      issuer.later(2)
      expect(await enter(await issuer.sign(one))).toBe('UNAVAILABLE')
      issuer.publish(one.published)
      issuer.later(2)
      expect(await enter(await issuer.sign(one))).toBe('alpha')
    })

    test('a failing issuer is not asked for every token', async () => {
      outage(issuer)
      const enter = doorOf(issuer)
      for (let i = 0; i < 10; i++)
        expect(await enter(await issuer.sign(one, { jti: String(i) }))).toBe('UNAVAILABLE')
      expect(issuer.asked()).toBe(1)
    })

    const answers: Record<string, Parameters<Issuer['answer']>[0]> = {
      'nothing, and the connection cut': (_request, response) => void response.destroy(),
      'half of it': (_request, response) => {
        response.setHeader('content-length', '1000').write('{"keys": [')
        setTimeout(() => response.destroy(), 50)
      },
      'an error': (_request, response) => void response.writeHead(500).end('{"keys": []}'),
      'nothing there': (_request, response) => void response.writeHead(404).end(),
      'a redirect to other keys': (_request, response) =>
        void response.writeHead(302, { location: elsewhere }).end(),
      'a page': (_request, response) => void response.end('<html>Please log in</html>'),
      'JSON of another form': (_request, response) => void response.end('{"keys": {"one": 1}}'),
      'a list': (_request, response) => void response.end('[]'),
      null: (_request, response) => void response.end('null'),
      'more than a megabyte': (_request, response) => {
        const wide = ' '.repeat(100_000)
        response.write('{"keys": []')
        for (let i = 0; i < 20; i++) response.write(wide)
        response.end('}')
      },
      'what is not UTF-8': (_request, response) => void response.end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
    }
    let elsewhere = ''
    test.each(Object.entries(answers))('%s', async (_, answer) => {
      const other = createServer((_request, response) =>
        response.end(JSON.stringify({ keys: [one.published] })),
      )
      await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve))
      elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/keys`
      issuer.answer(answer)
      expect(await doorOf(issuer)(await issuer.sign(one))).toBe('UNAVAILABLE')
      other.closeAllConnections()
      other.close()
    })

    test('an answer that never comes is waited for no longer than it should be', async () => {
      issuer.answer((_request, response) => void response.write('{"keys": ['))
      const keys = openPublished({ address: issuer.settings.jwks, clock: issuer.clock, timeoutMs: 200 })
      const began = performance.now()
      await expect(keys({ alg: 'RS256', kid: 'one' }, { payload: '', signature: '' })).rejects.toMatchObject({
        code: 'UNAVAILABLE',
      })
      expect(performance.now() - began).toBeLessThan(2_000)
    })
  })

  test('of other kinds beside them change nothing', async () => {
    const elliptic = await newSigningKey('curve', 'ES256')
    issuer.publish(
      { kty: 'oct', k: base64url.encode('a secret of 32 letters or more, published'), kid: 'secret' },
      { kty: 'unheard-of', kid: 'new' },
      { ...two.published, use: 'enc' },
      { ...one.published, kid: 'broken', n: 'AQAB' },
      one.published,
      elliptic.published,
    )
    const enter = doorOf(issuer)
    expect(await enter(await issuer.sign(one))).toBe('alpha')
    expect(await enter(await issuer.sign(elliptic))).toBe('alpha')
    expect(await enter(await issuer.sign(two))).toBe('UNAUTHENTICATED')
  })
})

describe('Algorithms are pinned:', () => {
  test.each(publishedAlgorithms.filter((alg) => alg !== 'RS256' && alg !== 'ES256'))(
    '%s is taken where sluice.yaml names it, and nowhere else',
    async (alg) => {
      const key = await newSigningKey('key', alg)
      issuer.publish(key.published)
      const token = await issuer.sign(key)
      expect(await doorOf(issuer)(token)).toBe('UNAUTHENTICATED')
      expect(await doorOf(issuer, { algorithms: [alg] })(token)).toBe('alpha')
    },
  )

  test('what sluice.yaml doesn’t name isn’t taken, though its key is published', async () => {
    const token = await issuer.sign(one)
    expect(await doorOf(issuer, { algorithms: ['ES256'] })(token)).toBe('UNAUTHENTICATED')
  })

  test('a key that says its algorithm is for no other', async () => {
    const token = await new SignJWT({ tenant: 'alpha', iss: issuer.settings.issuer, aud: 'sluice' })
      .setProtectedHeader({ alg: 'PS256', kid: 'one' })
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(await importPs(one))
    expect(await doorOf(issuer, { algorithms: ['RS256', 'PS256'] })(token)).toBe('UNAUTHENTICATED')
  })
})

async function importPs({ privateKey }: SigningKey) {
  return (await importJWK({ ...(await exportJWK(privateKey)), alg: 'PS256' }, 'PS256')) as CryptoKey
}

describe('A forged token is refused', () => {
  const now = () => Math.floor(Date.now() / 1_000)
  const body = () => ({
    tenant: 'alpha',
    iss: issuer.settings.issuer,
    aud: 'sluice',
    iat: now(),
    exp: now() + 60,
  })
  const part = (value: object) => base64url.encode(JSON.stringify(value))
  const stranger = () => newSigningKey('one')
  const hmac = (key: string, header: object = {}) =>
    new SignJWT(body())
      .setProtectedHeader({ alg: 'HS256', kid: 'one', ...header })
      .sign(new TextEncoder().encode(key))

  const forged: Record<string, () => Promise<string> | string> = {
    'without a signature': () => new UnsecuredJWT(body()).encode(),
    'with the algorithm None in other letters': () => `${part({ alg: 'NoNe', kid: 'one' })}.${part(body())}.`,
    'with another’s signature dropped': async () => (await issuer.sign(one)).replace(/\.[^.]+$/, '.'),
    'whose payload was changed': async () => {
      const [head, , signature] = (await issuer.sign(one, { tenant: 'beta' })).split('.')
      return [head, part(body()), signature].join('.')
    },
    'by HS256 with the published key in PEM': async () => {
      const key = (await importJWK(one.published, 'RS256')) as CryptoKey
      return hmac(await exportSPKI(key))
    },
    'by HS256 with the published key in JSON': () => hmac(JSON.stringify(one.published)),
    'by HS256 with the modulus': () => hmac(one.published.n ?? ''),
    'by a stranger under a known key id': async () => issuer.sign(await stranger()),
    'by a stranger without a key id': async () => issuer.sign(await stranger(), {}, { kid: undefined }),
    'that brings its key along (jwk)': async () => {
      const own = await stranger()
      return issuer.sign(own, {}, { jwk: own.published })
    },
    'that says where its key is (jku)': async () => {
      const own = await stranger()
      const shelf = createServer((_request, response) => {
        visits++
        response.end(JSON.stringify({ keys: [own.published] }))
      })
      await new Promise<void>((resolve) => void shelf.listen(0, '127.0.0.1', resolve))
      shelf.unref()
      const url = `http://127.0.0.1:${(shelf.address() as AddressInfo).port}/`
      return issuer.sign(own, {}, { jku: url, x5u: url })
    },
    'that brings a chain along (x5c)': async () => issuer.sign(await stranger(), {}, { x5c: ['MIIB'] }),
    'whose key id is a path': () => issuer.sign(one, {}, { kid: '../../../../dev/null' }),
    'whose key id is SQL': () => issuer.sign(one, {}, { kid: "' union select 'secret" }),
    'whose key id is an object’s own': () => issuer.sign(one, {}, { kid: '__proto__' }),
    'whose key id has another case': () => issuer.sign(one, {}, { kid: 'ONE' }),
    'whose key id is no text': async () =>
      `${part({ alg: 'RS256', kid: ['one'] })}.${(await issuer.sign(one)).split('.').slice(1).join('.')}`,
    'with something critical that nobody knows': async () => {
      const [, payload, signature] = (await issuer.sign(one)).split('.')
      return [
        part({ alg: 'RS256', kid: 'one', crit: ['exp', 'unknown'], unknown: 1 }),
        payload,
        signature,
      ].join('.')
    },
    'for another audience': () => issuer.sign(one, { aud: 'billing' }),
    'for audiences without this one': () => issuer.sign(one, { aud: ['billing', 'Sluice', 'sluice '] }),
    'for no audience': () => issuer.sign(one, { aud: undefined }),
    'of another issuer': () => issuer.sign(one, { iss: 'https://issuer.example.evil' }),
    'of an issuer with a slash more': () => issuer.sign(one, { iss: 'https://issuer.example/' }),
    'of no issuer': () => issuer.sign(one, { iss: undefined }),
    'that is over': () => issuer.sign(one, { exp: now() - 6 }),
    'that ends never': () => issuer.sign(one, { exp: undefined }),
    'that ends at no number': () => issuer.sign(one, { exp: '9999999999' }),
    'that begins later': () => issuer.sign(one, { nbf: now() + 30 }),
    'that was issued later': () => issuer.sign(one, { iat: now() + 30 }),
    'that is encrypted, not signed': () => `${part({ alg: 'dir', enc: 'A256GCM' })}..a.b.c`,
    'with a part too many': async () => `${await issuer.sign(one)}.x`,
    'with a header that is no JSON': async () => `x${await issuer.sign(one)}`,
    'with the other kind of base64': async () =>
      (await issuer.sign(one)).replaceAll('-', '+').replaceAll('_', '/') + '=',
  }
  let visits = 0
  test.each(Object.entries(forged))('%s', async (_, forge) => {
    const enter = doorOf(issuer, { secret: 'a secret of the tests, long enough for HS256' })
    expect(await enter(await issuer.sign(one))).toBe('alpha')
    expect(await enter(await forge())).toBe('UNAUTHENTICATED')
    expect(visits).toBe(0)
  })

  test('and times within the tolerance are taken', async () => {
    const enter = doorOf(issuer, { clockTolerance: 30 })
    for (const claims of [{ exp: now() - 20 }, { nbf: now() + 20 }, { iat: now() + 20 }])
      expect(await enter(await issuer.sign(one, claims))).toBe('alpha')
    for (const claims of [{ exp: now() - 40 }, { nbf: now() + 40 }, { iat: now() + 40 }])
      expect(await enter(await issuer.sign(one, claims))).toBe('UNAUTHENTICATED')
  })
})

describe('At the start', () => {
  test.each([
    [{ issuer: undefined }, 'auth.jwks needs auth.issuer'],
    [{ audience: undefined }, 'auth.jwks needs auth.audience'],
    [{ jwks: 'http://issuer.example/keys' }, 'auth.jwks is not an address that keys can be trusted from'],
    [{ jwks: 'file:///etc/keys.json' }, 'auth.jwks is not an address that keys can be trusted from'],
    [{ jwks: 'keys.json' }, 'auth.jwks is not an address that keys can be trusted from'],
  ])('%j is refused', (more, message) => {
    expect(() => doorOf(issuer, more as object)).toThrow(message)
  })

  test('nothing is asked of the issuer', async () => {
    doorOf(issuer)
    await generateKeyPair('ES256')
    expect(issuer.asked()).toBe(0)
  })
})
