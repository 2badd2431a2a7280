import { describe, expect, test } from '@jest/globals'
import { InvalidProject } from '../../src/base/fault.ts'
import { readConfig, type Environment } from '../../src/app/config/index.ts'

function faultsOf(text: string, environment: Environment = {}): string[] {
  try {
    readConfig(text, environment)
    return []
  } catch (error) {
    if (!(error instanceof InvalidProject)) throw error
    return error.faults.map(
      ({ at, what, expected, cure }) => `${at.line}:${at.column} ${what} | ${expected} | ${cure}`,
    )
  }
}

const secret = 'a-secret-of-more-than-32-letters-it-is'

describe('sluice.yaml', () => {
  test('an empty file is a project that lives in the embedded PostgreSQL', () => {
    expect(readConfig('', {}).config.warehouses).toEqual({ default: { engine: 'postgres' } })
  })

  test('every fault is told at once, in the order of the lines', () => {
    const text =
      'nme: x\nserve: {port: seventy}\nstore:\n  url: mysql://h/d\nwarehouses: {two: {engine: oracle}}\n'
    expect(faultsOf(text)).toEqual([
      '1:1 Unknown key `nme` | one of name, warehouses, store, auth, tenants, destinations, serve | Did you mean `name`?',
      '2:15 `serve.port` is not what it should be | a number | Correct the value',
      '4:8 `store.url` is not what it should be | a PostgreSQL address, postgres://user:password@host:port/database | Correct the value',
      '5:28 `warehouses.two.engine` has a value that is not known | postgres | Correct the value',
    ])
  })

  test('the message has a code frame', () => {
    expect(() => readConfig('name: x\nserv: {}\n', {})).toThrow('> 2 | serv: {}')
  })

  test('references are filled in from the environment, with defaults, and read as numbers where numbers are wanted', () => {
    const text =
      'serve:\n  port: ${PORT:-4100}\n  host: ${HOST:-}\nauth:\n  secret: ${SECRET}\nname: a $${b} c\n'
    const { config } = readConfig(text, { SECRET: secret, HOST: '::1' })
    expect(config.serve).toEqual({ port: 4100, host: '::1' })
    expect(config.auth.secret).toBe(secret)
    expect(config.name).toBe('a ${b} c')
  })

  test('a variable that is not set is told once, where it stands', () => {
    expect(faultsOf('store:\n  url: ${STORE_URL}\n')).toEqual([
      '2:8 The environment variable STORE_URL is not set | a variable that is set, or a default after ":-" | ' +
        'Set it (export STORE_URL=…), or write ${STORE_URL:-something}',
    ])
    expect(faultsOf('name: ${1st}\n')[0]).toContain('`${1st}` is no reference to an environment variable')
  })

  test('what a variable holds is never taken for YAML or for another reference', () => {
    const { config } = readConfig('name: ${A}\n', { A: 'x\nserve: {port: 1} ${B}' })
    expect(config.name).toBe('x\nserve: {port: 1} ${B}')
    expect(config.serve).toEqual({})
  })

  test('a secret in plain text is refused, in an address and in a connector’s settings too', () => {
    const text = `auth:
  secret: ${secret}
warehouses:
  default:
    url: postgres://u:pw@h/d
    owner: postgres://u@h/d
destinations:
  crm: {connector: hubspot, token: pat-123456}
`
    expect(faultsOf(text).map((fault) => fault.split(' | ')[0])).toEqual([
      '2:11 `auth.secret` holds a secret in plain text',
      '5:10 `warehouses.default.url` holds a secret in plain text',
      '8:36 `destinations.crm.token` holds a secret in plain text',
    ])
    expect(faultsOf(text).join()).not.toContain(secret)
  })

  test('a connector that is not there, and settings that it lacks, are told where they stand', () => {
    expect(faultsOf('destinations:\n  crm: {connector: hubspto}\n')[0]).toMatch(/^2:20 .*expected `hubspot`/)
    expect(faultsOf('destinations:\n  crm: {connector: hubspot}\n')[0]).toMatch(
      /^2:3 `destinations.crm.token`/,
    )
    expect(faultsOf('destinations:\n  crm: {connector: hubspot, sandbox: true}\n')).toEqual([])
    expect(faultsOf('destinations:\n  hook: {connector: webhook, per: tenant}\n')).toEqual([])
  })

  test('YAML that is none is told by line, and what looks like a prototype is a key like others', () => {
    expect(faultsOf('name: "x\n')[0]).toMatch(/^\d+:\d+ Missing closing "quote \| YAML/)
    expect(faultsOf('__proto__: {name: x}\n')[0]).toContain('1:1 Unknown key `__proto__`')
    expect(({} as { name?: string }).name).toBeUndefined()
  })

  test('a guard may be waived only with a reason', () => {
    expect(faultsOf('warehouses: {default: {guard: {waived: no}}}\n')[0]).toContain(
      'a reason of ten letters or more',
    )
    expect(faultsOf('warehouses: {default: {guard: {waived: the vendor owns it}}}\n')).toEqual([])
  })
})

describe('What is served beside answers', () => {
  test('is set with numbers and switches, from the environment too', () => {
    const text =
      'serve:\n  documents: {folder: queries, only: "${ONLY}"}\n  exports: {timeout: 60000, atOnce: "${AT}"}\n  metrics: true\n'
    const { config } = readConfig(text, { ONLY: 'true', AT: '2' })
    expect(config.serve).toEqual({
      documents: { folder: 'queries', only: true },
      exports: { timeout: 60_000, atOnce: 2 },
      metrics: true,
    })
  })

  test('has a token for metrics that never stands in the file', () => {
    const token = 'a-token-for-metrics'
    const { config } = readConfig('serve: {metrics: {token: "${METRICS}"}}\n', { METRICS: token })
    expect(config.serve.metrics).toEqual({ token })
    expect(faultsOf(`serve:\n  metrics:\n    token: ${token}\n`)).toEqual([
      expect.stringContaining('3:12 `serve.metrics.token` holds a secret in plain text'),
    ])
    expect(faultsOf('serve: {metrics: {token: "${METRICS}"}}\n', { METRICS: 'short' })).toHaveLength(1)
    expect(faultsOf('serve: {metrics: everybody}\n')).toHaveLength(1)
  })
})

describe('Who is let in', () => {
  test('an issuer’s keys need its name and an audience', () => {
    expect(faultsOf('auth:\n  jwks: https://issuer.example/keys\n')).toEqual([
      '2:9 `auth.jwks` needs `auth.issuer` and `auth.audience` | `auth.issuer` and `auth.audience` beside it | Add what tokens for this server have as `iss` and `aud`: otherwise one that the issuer made for another service would do here',
    ])
    expect(faultsOf('auth: {issuer: i, jwks: https://issuer.example/keys}\n')[0]).toContain(
      'needs `auth.audience` |',
    )
    expect(faultsOf('auth: {jwks: https://issuer.example/keys, issuer: i, audience: a}\n')).toEqual([])
  })

  test('keys are read over https, but from this machine', () => {
    const at = (url: string) => faultsOf(`auth: {jwks: "${url}", issuer: i, audience: a}\n`)
    expect(at('http://issuer.example/keys')).toEqual([
      '1:14 Whoever is between here and there could put in keys of his own | an https:// address; http:// on this machine alone | Write the https:// address of the issuer’s key set',
    ])
    expect(at('file:///etc/keys')).toHaveLength(1)
    for (const url of ['http://localhost:8080/keys', 'http://127.0.0.1/keys', 'http://[::1]/keys'])
      expect(at(url)).toEqual([])
  })

  test('algorithms are those with a public key, and are for an issuer', () => {
    expect(
      faultsOf('auth: {algorithms: [HS256], jwks: https://i.example/k, issuer: i, audience: a}\n'),
    ).toEqual([
      '1:21 `auth.algorithms.0` has a value that is not known | RS256 or RS384 or RS512 or PS256 or PS384 or PS512 or ES256 or ES384 or ES512 or EdDSA | Correct the value',
    ])
    expect(faultsOf('auth: {algorithms: [none]}\n')).toHaveLength(1)
    expect(faultsOf('auth: {algorithms: [RS256]}\n')).toEqual([
      "1:8 `auth.algorithms` is about an issuer's keys, and there is none | `auth.jwks` beside it | Add `jwks`, or remove it: tokens signed with the secret are HS256",
    ])
    expect(faultsOf('auth: {tenantClaim: org}\n')).toEqual([
      '1:8 Unknown key `tenantClaim` | one of secret, jwks, issuer, audience, algorithms, clockTolerance, jwksMaxAge, claims | Remove it, or correct its name',
    ])
  })
})
