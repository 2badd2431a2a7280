import { SluiceError } from '../../base/errors.ts'
import { nearest } from '../../model/nearest.ts'
import { addKey, listKeys, revokeKey, type ListedKey } from '../../store/apikeys.ts'
import { audit } from '../../store/audit.ts'
import { keyScopes, type KeyScope } from '../../tenant/apikey.ts'
import { claimsIn } from '../claims.ts'
import type { Command } from '../command.ts'
import { lasting } from '../lasting.ts'
import { noteUnknownRoles } from '../roles.ts'
import { table } from '../output.ts'
import { assertServed } from '../tenants.ts'

const scopeWords: Readonly<Record<KeyScope, string>> = {
  query: 'ask',
  export: 'take rows as a file',
  embed: 'make embed tokens for web pages',
}

const add: Command = {
  name: 'add',
  about: 'Makes an API key of a tenant and shows it, this once',
  options: [
    { flags: '--tenant <T>', about: 'whose rows it may see', required: true },
    { flags: '--name <N>', about: 'what it is for, as people say it', required: true },
    { flags: '--role <R>', about: 'a role that it has; may be given several times', many: true },
    {
      flags: '--scope <S>',
      about: `what it may be used for: ${keyScopes.map((scope) => `${scope} (${scopeWords[scope]})`).join(', ')}; may be given several times (default: query)`,
      many: true,
    },
    {
      flags: '--claim <NAME=VALUE>',
      about: 'a claim that row rules read; several of one name are a list',
      many: true,
    },
    { flags: '--expires <DURATION>', about: 'after what it ends, such as P90D (default: never)' },
  ],
  examples: [
    ['sluice key add --tenant shop_001 --name "Nightly report"', 'a key that may query, without roles'],
    [
      'sluice key add --tenant shop_001 --name Backend --role analyst --scope query --scope embed',
      'and make embed tokens',
    ],
    [
      'sluice key add --tenant shop_001 --name Audit --scope export --expires P7D --json',
      'for a script; ends after a week',
    ],
  ],
  async run({ wiring, output }, { options }) {
    const rooms = wiring()
    const tenant = String(options['tenant'])
    const name = nameIn(String(options['name']))
    const roles = (options['role'] as string[] | undefined) ?? []
    const scopes = scopesIn((options['scope'] as string[] | undefined) ?? ['query'])
    const claims = claimsIn((options['claim'] as string[] | undefined) ?? [])
    const given = options['expires'] as string | undefined
    const expires = given === undefined ? undefined : lasting('--expires', given, rooms.project.clock.now())
    const store = await rooms.store()
    await assertServed(rooms, tenant)
    const asked = { tenant, name, roles, claims, scopes, by: 'cli', ...(expires && { expires }) }
    const { key, prefix } = await addKey(store, asked)
    const details = { prefix, name, roles, scopes, claims: Object.keys(claims), expires: expires ?? null }
    await audit(store, { actor: 'cli', action: 'key.add', tenant, details })
    await noteUnknownRoles(rooms, roles, output)
    if (output.json) return output.document({ key, tenant, ...details })
    output.answer(key)
    output.note('Keep it now: nobody can be shown it again, only its prefix')
  },
}

const list: Command = {
  name: 'list',
  about: 'The API keys, by their prefixes',
  options: [{ flags: '--tenant <T>', about: 'of one tenant' }],
  examples: [
    ['sluice key list', 'a table, with the last use of each to the minute'],
    ['sluice key list --tenant shop_001 --json', 'a JSON array'],
  ],
  async run({ wiring, output }, { options }) {
    const rooms = wiring()
    const tenant = options['tenant'] as string | undefined
    const keys = await listKeys(await rooms.store(), tenant)
    const now = rooms.project.clock.now()
    if (output.json) return output.document(keys.map((key) => ({ ...key, state: stateOf(key, now) })))
    if (keys.length === 0) {
      const whose = tenant === undefined ? '' : ` of a tenant "${tenant}"`
      return output.note(`There are no API keys${whose}. Make one: sluice key add`)
    }
    const rows = keys.map((key) => [
      key.prefix,
      key.tenant,
      key.name,
      key.scopes.join(', '),
      key.roles.join(', ') || null,
      stateOf(key, now),
      key.since.toISOString().slice(0, 10),
      key.expires?.toISOString().slice(0, 10) ?? null,
      key.used?.toISOString().slice(0, 16).replace('T', ' ') ?? null,
    ])
    output.answer(
      table(['prefix', 'tenant', 'name', 'scopes', 'roles', 'state', 'since', 'expires', 'last used'], rows),
    )
  },
}

const revoke: Command = {
  name: 'revoke',
  about: 'Revokes an API key, and the embed tokens that were made with it',
  takes: [{ name: 'PREFIX', about: 'the eight letters that `sluice key list` shows' }],
  examples: [['sluice key revoke qpwzvkta', 'refused from the next request on; what runs is cut']],
  async run({ wiring, output }, { args: [given = ''] }) {
    const store = await wiring().store()
    const prefix = prefixIn(given)
    const { tenant, name } = await revokeKey(store, prefix)
    await audit(store, { actor: 'cli', action: 'key.revoke', tenant, details: { prefix, name } })
    if (output.json) output.document({ prefix, tenant, name, state: 'revoked' })
    else output.note(`The key "${name}" of tenant "${tenant}" is revoked`)
  },
}

export const key: Command = {
  name: 'key',
  about: 'API keys: a tenant’s way in for programs',
  examples: [['sluice key list', 'which there are']],
  commands: [add, list, revoke],
}

function stateOf({ revoked, expires }: ListedKey, now: Date): string {
  if (revoked) return 'revoked'
  return expires && expires <= now ? 'expired' : 'in force'
}

function nameIn(given: string): string {
  if (given.trim() !== '' && given.length <= 100 && !given.includes('\0')) return given
  throw new SluiceError('USAGE', {
    what: '--name is no name',
    expected: '1 to 100 letters',
    cure: 'Say what the key is for: --name "Nightly report"',
  })
}

function scopesIn(given: readonly string[]): readonly KeyScope[] {
  for (const scope of given) {
    if ((keyScopes as readonly string[]).includes(scope)) continue
    const near = nearest(scope, keyScopes)
    throw new SluiceError('USAGE', {
      what: `There is no scope "${scope}"`,
      expected: keyScopes.join(' or '),
      cure: near ? `Did you mean --scope ${near}?` : 'Leave --scope out for a key that may query',
    })
  }
  return keyScopes.filter((scope) => given.includes(scope))
}

/** Somebody who revokes in haste pastes the whole key: it isn't told again, and its prefix does. */
function prefixIn(given: string): string {
  const [, prefix] = /^(?:slk_)?([a-z]{8})(?:_.*)?$/.exec(given) ?? []
  if (prefix !== undefined) return prefix
  throw new SluiceError('USAGE', {
    what: 'This is no prefix of an API key',
    expected: 'the eight letters behind `slk_` of a key',
    cure: 'See `sluice key list`',
  })
}
