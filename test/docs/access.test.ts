import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { commands } from '../../src/app/commands/index.ts'
import type { Command } from '../../src/app/command.ts'
import { readConfig } from '../../src/app/config/index.ts'
import { systemClock } from '../../src/base/clock.ts'
import { openAuthentication } from '../../src/serve/auth/authenticate.ts'
import { VIEW_SECONDS } from '../../src/serve/auth/identify.ts'
import { CLOCK_TOLERANCE, defaultAlgorithms, JWKS_MAX_AGE } from '../../src/serve/auth/settings.ts'
import { auditActions } from '../../src/store/audit/actions.ts'
import { keyScopes } from '../../src/tenant/apikey.ts'
import { openApi, type Api } from '../serve/api.ts'

const page = readFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/access.md'), 'utf8')
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, code = '']) => code,
  )
const secret = 'a secret of the tests, long enough for HS256'

let api: Api
beforeAll(async () => (api = await openApi()))
afterAll(() => api?.close())

describe('The page about access', () => {
  test('has settings that sluice.yaml takes, and what holds unless told', () => {
    const [settings, mapped] = blocks('yaml').map(
      (text) => readConfig(text, { SLUICE_TOKEN_SECRET: secret }).config.auth,
    )
    expect(settings).toMatchObject({
      secret,
      algorithms: defaultAlgorithms,
      clockTolerance: CLOCK_TOLERANCE,
      jwksMaxAge: JWKS_MAX_AGE,
    })
    expect(Object.keys(mapped?.claims ?? {})).toEqual(['tenant', 'roles', 'subject'])
  })

  test('has a token that is taken for whom it says', async () => {
    const [, mapped = ''] = blocks('yaml')
    const { claims = {} } = readConfig(mapped, {}).config.auth
    const token = await new SignJWT(JSON.parse(blocks('json')[0] ?? '') as object as Record<string, unknown>)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret))
    const directory = { knows: (tenant: string) => Promise.resolve(tenant === 'shop_001') }
    const auth = { secret, claims: claims as Record<string, string> }
    const { scope } = await openAuthentication(auth, directory, systemClock)([`Bearer ${token}`])
    const { subject, tenant, roles } = scope.principal
    expect(page).toContain(`is \`${subject}\` of the tenant \`${tenant}\` with the role \`${roles.join()}\``)
    expect(scope.principal.claims['region']).toEqual(['EU', 'US'])
  })

  test('has a request for an embed token that is answered', async () => {
    const [path] = /\/\S+/.exec(blocks('http')[0] ?? '') ?? []
    const { status, text } = await api.send(path ?? '', {
      method: 'POST',
      headers: { authorization: `Bearer ${await api.token('acme')}`, 'content-type': 'application/json' },
      body: blocks('json')[1] ?? '',
    })
    expect([status, text]).toEqual([200, expect.stringMatching(/^\{"token":"[\w.-]+"\}$/)])
  })

  test('has commands and options that there are', () => {
    const lines = blocks('console').flatMap((text) =>
      [...text.matchAll(/^\$ sluice (.+)$/gm)].map(([, line = '']) => line),
    )
    expect(lines.length).toBeGreaterThan(9)
    for (const line of lines) {
      const words = line.split(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/)
      const command = commandOf(words)
      const options = words.filter((word) => word.startsWith('--'))
      const known = new Set((command?.options ?? []).map(({ flags }) => flags.split(' ')[0]))
      expect([line, command?.run !== undefined, options.filter((option) => !known.has(option))]).toEqual([
        line,
        true,
        [],
      ])
      const required = (command?.options ?? [])
        .filter((option) => option.required)
        .map(({ flags }) => flags.split(' ')[0])
      expect([line, required.filter((option) => !options.includes(option ?? ''))]).toEqual([line, []])
    }
  })

  test('names every scope, the actions that are audited, and how long a view lasts', () => {
    const scopes = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, scope]) => scope)
    expect(scopes).toEqual(keyScopes)
    const actions = [...page.matchAll(/`(\w+\.\w+)`/g)]
      .map(([, action = '']) => action)
      .filter((name) => /^(tenant|view|key)\./.test(name))
    expect(actions.filter((action) => !Object.hasOwn(auditActions, action))).toEqual([])
    expect(page).toContain(`lives for ${VIEW_SECONDS} seconds at most`)
  })
})

function commandOf(words: readonly string[]): Command | undefined {
  const top = commands.find(({ name }) => name === words[0])
  return top?.commands ? top.commands.find(({ name }) => name === words[1]) : top
}
