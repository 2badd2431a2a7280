import type { lookup } from 'node:dns'
import { describe, expect, test } from '@jest/globals'
import { guardedLookup, mayReach } from '../../../src/destinations/kit/address.ts'
import { openDoor } from '../../../src/destinations/kit/http.ts'

describe('addresses that are never reached by default', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.2.7',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '169.254.169.254',
    'not an address',
    '',
  ])('%s', (address) => expect(mayReach(address, false)).toBe(false))
})

describe('addresses of credentials, refused even inside one’s own network', () => {
  test.each(['169.254.169.254', '::ffff:169.254.169.254', '100.100.100.200', 'fd00:ec2::254', 'fe80::1'])(
    '%s',
    (address) => expect(mayReach(address, true)).toBe(false),
  )
})

describe('addresses of the public internet, and private ones where allowed', () => {
  test.each(['8.8.8.8', '104.16.0.1', '2606:4700::1111', '172.32.0.1', '100.128.0.1'])('%s', (address) =>
    expect(mayReach(address, false)).toBe(true),
  )
  test.each(['127.0.0.1', '10.0.0.5', '::1', 'fd12::1'])('%s if allowed', (address) =>
    expect(mayReach(address, true)).toBe(true),
  )
})

describe('the door', () => {
  const door = (base: string, allowPrivate = false) =>
    openDoor({
      base,

      allowPrivate,
      timeoutMs: 500,
      maxBytes: 1_000,
      connections: 1,
    })

  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://169.254.169.254/latest',
    'https://0/',
    'https://[64:ff9b::10.0.0.1]/',
  ])('stays shut for %s', (base) => {
    expect(() => door(base)).toThrow(/not an address on the public internet.*allowPrivate/)
  })

  test('stays shut for plain http, files and other schemes', () => {
    for (const base of ['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd']) {
      expect(() => door(base)).toThrow(/can’t be spoken to/)
    }
  })

  test('checks a name when it connects, so that a name which moves to a private address gains nothing', async () => {
    const shut = door('https://localhost:1/')
    await expect(shut.http({ method: 'GET', url: '/' })).rejects.toMatchObject({
      code: 'DESTINATION_REFUSED',
      message: expect.stringContaining('`localhost` is not an address on the public internet'),
    })
    await shut.close()
  })

  test('sends to its own origin and path only', async () => {
    const api = door('https://api.example.com/base')
    for (const url of [
      'https://evil.example/base/x',
      'http://api.example.com/base/x',
      '@evil.example/x',
      '/../admin',
      '/%2e%2e/admin',
      'https://user:pass@api.example.com/base/x',
      ':8443/x',
    ]) {
      await expect(
        api.http({ method: 'GET', url, headers: { authorization: 'Bearer s' } }),
      ).rejects.toMatchObject({
        code: 'DESTINATION_REFUSED',
        message: expect.stringContaining('below `https://api.example.com/base`'),
      })
    }
    await api.close()
  })

  test.each([
    ['x-note', 'one\r\nx-evil: two'],
    ['x-note', 'one\ntwo'],
    ['x-note', 'nul\0'],
    ['x note', 'secret'],
    ['x-note\r\nx-evil', 'secret'],
    ['x-note', 'snow ☃'],
  ])('refuses the header %j: %j without telling its value', async (name, value) => {
    const api = door('https://api.example.com/')
    const error = await api
      .http({ method: 'GET', url: '/', headers: { [name]: value } })
      .catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'INVALID_VALUE', message: expect.stringContaining('can’t be sent') })
    expect(String(error)).not.toContain(value)
    await api.close()
  })
})

test('an answer of the name service with one private address is refused as a whole', async () => {
  const ask = ((_: string, __: object, done: (error: null, found: object[]) => void) =>
    done(null, [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ])) as unknown as typeof lookup
  const found = await new Promise((resolve) =>
    guardedLookup(false, ask)('mixed.example', { all: true }, (error, addresses) =>
      resolve(error ?? addresses),
    ),
  )
  expect(found).toMatchObject({ code: 'DESTINATION_REFUSED' })
})
