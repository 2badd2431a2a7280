import { SluiceError } from '../../base/errors.ts'
import { VIEW_SECONDS } from '../../serve/auth/identify.ts'
import { mintToken } from '../../serve/auth/mint.ts'
import { audit } from '../../store/audit.ts'
import { claimsIn } from '../claims.ts'
import type { Command } from '../command.ts'
import { lasting } from '../lasting.ts'
import { noteUnknownRoles } from '../roles.ts'
import { assertServed } from '../tenants.ts'

const HOUR = 3_600

export const token: Command = {
  name: 'token',
  about: 'Prints a token for a tenant, and nothing else',
  options: [
    { flags: '--tenant <T>', about: 'whose rows it may see', required: true },
    { flags: '--role <R>', about: 'a role that it has; may be given several times', many: true },
    { flags: '--subject <S>', about: 'who it is for' },
    {
      flags: '--claim <NAME=VALUE>',
      about: 'a claim that row rules read; several of one name are a list',
      many: true,
    },
    { flags: '--expires <DURATION>', about: 'how long it is good for: PT8H, or seconds (default: an hour)' },
    {
      flags: '--as <WHO>',
      about: 'to see what the tenant sees, for support: 15 minutes, queries only, audited',
    },
    { flags: '--reason <TEXT>', about: 'why, with --as: such as the ticket' },
  ],
  examples: [
    ['sluice token --tenant shop_001', 'an hour, no roles'],
    ['sluice token --tenant shop_001 --role analyst --role support', 'with roles'],
    ['sluice token --tenant shop_001 --claim region=EU --claim region=US', 'with a list for row rules'],
    ['sluice token --tenant shop_001 --as alice@support --reason "ticket 4711"', 'view as tenant'],
    ['curl -H "authorization: Bearer $(sluice token --tenant shop_001)" …', 'straight into a request'],
  ],
  async run({ wiring, output }, { options }) {
    const rooms = wiring()
    const tenant = String(options['tenant'])
    const roles = (options['role'] as string[] | undefined) ?? []
    const view = viewIn(options['as'] as string | undefined, options['reason'] as string | undefined)
    const expiresIn = secondsIn(options['expires'] as string | undefined, rooms.project.clock.now(), view)
    const claims = claimsIn((options['claim'] as string[] | undefined) ?? [])
    await assertServed(rooms, tenant)
    const subject = typeof options['subject'] === 'string' ? options['subject'] : 'cli'
    await audit(await rooms.store(), {
      actor: view?.actor ?? 'cli',
      action: view ? 'tenant.view' : 'token.mint',
      tenant,
      details: {
        roles,
        claims: Object.keys(claims),
        seconds: expiresIn,
        ...(view ? { reason: view.reason } : { subject }),
      },
    })
    const minted = await mintToken({
      auth: rooms.auth(),
      tenant,
      roles,
      claims,
      expiresIn,
      ...(view ? { actor: view.actor } : { subject }),
    })
    await noteUnknownRoles(rooms, roles, output)
    if (output.json) output.document({ token: minted })
    else output.answer(minted)
  },
}

interface ViewOptions {
  readonly actor: string
  readonly reason: string
}

/** @throws USAGE where one of the two is missing or says nothing */
function viewIn(actor: string | undefined, reason: string | undefined): ViewOptions | undefined {
  if (actor === undefined && reason === undefined) return undefined
  if (actor?.trim() && reason?.trim() && actor.length <= 256 && reason.length <= 500) return { actor, reason }
  throw new SluiceError('USAGE', {
    what: 'To see what a tenant sees takes --as and --reason, both',
    expected: '--as WHO --reason WHY',
    cure: 'Such as --as alice@support --reason "ticket 4711"; the audit log keeps both',
  })
}

function secondsIn(given: string | undefined, now: Date, view: ViewOptions | undefined): number {
  const most = view ? VIEW_SECONDS : Infinity
  if (given === undefined) return Math.min(HOUR, most)
  const seconds = Math.floor((lasting('--expires', given, now).getTime() - now.getTime()) / 1_000)
  if (seconds <= most) return seconds
  throw new SluiceError('USAGE', {
    what: `--expires is "${given}", and a token with --as is good for ${VIEW_SECONDS / 60} minutes at most`,
    expected: `${VIEW_SECONDS} seconds or fewer`,
    cure: 'Ask again when it is over: each token has its own entry in the audit log',
  })
}
