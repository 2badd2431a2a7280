import { SluiceError } from '../../base/errors.ts'
import { mintToken } from '../../serve/auth/mint.ts'
import { openDirectory } from '../../store/directory.ts'
import type { Command } from '../command.ts'
import { refreshTenants } from '../tenants.ts'

export const token: Command = {
  name: 'token',
  about: 'Prints a token for a tenant, and nothing else',
  options: [
    { flags: '--tenant <T>', about: 'whose rows it may see', required: true },
    { flags: '--role <R>', about: 'a role that it has; may be given several times', many: true },
    { flags: '--subject <S>', about: 'who it is for' },
    { flags: '--expires <SECONDS>', about: 'how long it is good for (default: 3600)' },
  ],
  examples: [
    ['sluice token --tenant shop_001', 'an hour, no roles'],
    ['sluice token --tenant shop_001 --role analyst --role support', 'with roles'],
    ['curl -H "authorization: Bearer $(sluice token --tenant shop_001)" …', 'straight into a request'],
  ],
  async run(desk, { options }) {
    const wiring = desk.wiring()
    const tenant = String(options['tenant'])
    const expiresIn = seconds(options['expires'] as string | undefined)
    const store = await wiring.store()
    const directory = openDirectory(store)
    const now = desk.wiring().project.clock.now()
    if (!(await directory.knows(tenant, now))) await refreshTenants(wiring)
    if (!(await directory.knows(tenant, now))) throw unknownTenant(tenant)
    const minted = await mintToken({
      auth: wiring.auth(),
      tenant,
      roles: (options['role'] as string[] | undefined) ?? [],
      subject: typeof options['subject'] === 'string' ? options['subject'] : 'cli',
      ...(expiresIn !== undefined && { expiresIn }),
    })
    if (desk.output.json) desk.output.document({ token: minted })
    else desk.output.answer(minted)
  },
}

function seconds(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  const value = Number(given)
  if (Number.isInteger(value) && value > 0) return value
  throw new SluiceError('USAGE', {
    what: `--expires is "${given}"`,
    expected: 'a whole number of seconds',
    cure: 'For a day: --expires 86400',
  })
}

function unknownTenant(tenant: string): SluiceError {
  return new SluiceError('NOT_FOUND', {
    what: `There is no tenant "${tenant}"`,
    expected: 'one that is registered, and not suspended',
    cure: '`sluice tenant list` shows them; `sluice tenant add` registers one',
  })
}
