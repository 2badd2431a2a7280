import { SluiceError } from '../../base/errors.ts'
import { nearest } from '../../model/nearest.ts'
import type { Command } from '../command.ts'
import { contractFile, contractText, writeContract } from '../contract.ts'

export const schema: Command = {
  name: 'schema',
  about: 'Prints the API that the models give, as GraphQL',
  options: [
    { flags: '--role <R>', about: 'as this role sees it; may be given several times', many: true },
    { flags: '--no-roles', about: 'as a token without roles sees it' },
    { flags: '--write', about: `into ${contractFile}, which \`sluice check\` holds later changes against` },
  ],
  examples: [
    ['sluice schema', 'for all roles together'],
    ['sluice schema --role analyst', 'what analysts see'],
    ['sluice schema --write', 'what apps may rely on from now on; commit it'],
  ],
  async run({ wiring, output }, { options }) {
    const { project } = wiring()
    const roles = rolesOf(options, (await project.models()).roles)
    if (options['write'] !== true) {
      const text = await contractText(project, roles)
      if (output.json) output.document({ schema: text })
      else output.answer(text.trimEnd())
      return
    }
    if (roles) throw partOfIt()
    const written = await writeContract(project)
    if (output.json) output.document({ file: contractFile, written })
    else output.note(written ? `Wrote ${contractFile}: commit it` : `${contractFile} is up to date`)
  },
}

/** Undefined means all roles. @throws USAGE for a role that the models don't name: the API would be that of none */
function rolesOf(
  options: Readonly<Record<string, unknown>>,
  named: readonly string[],
): readonly string[] | undefined {
  if (options['roles'] === false) return []
  const roles = options['role'] as readonly string[] | undefined
  const unknown = roles?.find((role) => !named.includes(role))
  if (unknown === undefined) return roles
  const near = nearest(unknown, named)
  throw new SluiceError('USAGE', {
    what: `No rule names the role "${unknown}"`,
    expected: named.length > 0 ? `one of ${named.join(', ')}` : 'no role: everything is for everybody',
    cure: near === undefined ? '--no-roles shows what a token without roles sees' : `Write --role ${near}`,
  })
}

function partOfIt(): SluiceError {
  return new SluiceError('USAGE', {
    what: '--write is for the API of all roles',
    expected: '--write without --role',
    cure: 'For a part of it: sluice schema --role R > FILE',
  })
}
