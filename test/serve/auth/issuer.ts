import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose'
import { systemClock, type Clock } from '../../../src/base/clock.ts'
import type { SluiceError } from '../../../src/base/errors.ts'
import { openAuthentication } from '../../../src/serve/auth/authenticate.ts'
import type { AuthSettings } from '../../../src/serve/auth/settings.ts'

/** An issuer with an HTTP server for its keys, and a clock that a test moves. */
export interface Issuer {
  readonly settings: AuthSettings & {
    readonly jwks: string
    readonly issuer: string
    readonly audience: string
  }
  readonly clock: Clock
  /** How often its keys were asked for. */
  readonly asked: () => number
  publish(...keys: readonly JWK[]): void
  /** In the place of its keys. */
  answer(listener: RequestListener): void
  later(seconds: number): void
  sign(key: SigningKey, more?: object, header?: object): Promise<string>
  close(): Promise<void>
}

export interface SigningKey {
  readonly kid: string
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly published: JWK
}

export async function newSigningKey(kid: string, alg = 'RS256'): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return { kid, alg, privateKey, published: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

export async function openIssuer(): Promise<Issuer> {
  let asked = 0
  let moved = 0
  let listener: RequestListener = (_request, response) => void response.writeHead(404).end()
  const server = createServer((request, response) => {
    asked++
    listener(request, response)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const settings = {
    jwks: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    issuer: 'https://issuer.example',
    audience: 'sluice',
  }
  const clock = { ...systemClock, now: () => new Date(Date.now() + moved) }
  const seconds = () => Math.floor(clock.now().getTime() / 1_000)
  return {
    settings,
    clock,
    asked: () => asked,
    publish(...keys) {
      listener = (_request, response) =>
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }))
    },
    answer: (given) => void (listener = given),
    later: (given) => void (moved += given * 1_000),
    sign: ({ kid, alg, privateKey }, more = {}, header = {}) =>
      new SignJWT({
        tenant: 'alpha',
        iss: settings.issuer,
        aud: settings.audience,
        iat: seconds(),
        exp: seconds() + 86_400,
        ...more,
      })
        .setProtectedHeader({ alg, kid, ...header })
        .sign(privateKey),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Who a token is taken for, or the code that it is refused with. */
export function doorOf(
  { settings, clock }: Issuer,
  more: AuthSettings = {},
): (token: string) => Promise<string> {
  const directory = { knows: (tenant: string) => Promise.resolve(tenant === 'alpha') }
  const authenticate = openAuthentication({ ...settings, ...more }, directory, clock)
  return (token) =>
    authenticate([`Bearer ${token}`]).then(
      ({ scope }) => scope.tenant,
      (error: SluiceError) => error.code,
    )
}
