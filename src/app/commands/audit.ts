import pc from 'picocolors'
import { SluiceError } from '../../base/errors.ts'
import { nearest } from '../../model/nearest.ts'
import { auditActions, type AuditAction } from '../../store/audit/actions.ts'
import { verifyAudit, type AuditHead } from '../../store/audit/verify.ts'
import { listAudit, type AuditRecord } from '../../store/audit.ts'
import type { Command } from '../command.ts'
import { counted } from '../counted.ts'
import { table } from '../output.ts'

const list: Command = {
  name: 'list',
  about: 'Who did what, the newest first',
  options: [
    { flags: '--tenant <T>', about: 'what concerns one tenant' },
    { flags: '--action <A>', about: `such as ${Object.keys(auditActions).slice(0, 3).join(', ')}` },
    { flags: '--actor <A>', about: 'what one person or program did' },
    { flags: '--limit <N>', about: 'how many (default: 50)' },
  ],
  examples: [
    ['sluice audit list', 'a table'],
    ['sluice audit list --action tenant.view --json', 'who looked at what a tenant sees'],
  ],
  async run({ wiring, output }, { options }) {
    const { tenant, actor, action, limit } = options as Record<string, string | undefined>
    const found = await listAudit(await wiring().store(), {
      limit: limitOf(limit),
      ...(tenant !== undefined && { tenant }),
      ...(actor !== undefined && { actor }),
      ...(action !== undefined && { action: actionOf(action) }),
    })
    if (output.json) return output.document(found.map(shown))
    const asked = [tenant, actor, action].some((one) => one !== undefined)
    if (found.length === 0)
      return output.note(asked ? 'Nothing in the audit log is like that' : 'Nothing is in the audit log')
    output.answer(table(['id', 'at', 'actor', 'action', 'tenant', 'details'], found.map(row)))
  },
}

/** The chain's own columns tell a reader nothing. */
function shown({ id, at, actor, action, tenant, details }: AuditRecord) {
  return { id, at, actor, action, tenant, details }
}

function row({ id, at, actor, action, tenant, details }: AuditRecord) {
  const told = Object.entries(details).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return [id, at.toISOString().slice(0, 19).replace('T', ' '), actor, action, tenant, told.join(', ') || null]
}

const verify: Command = {
  name: 'verify',
  about: 'Checks that nothing in the audit log was altered, put in or taken out',
  options: [
    { flags: '--head <ID:MAC>', about: 'what `sluice audit head` said before: it must still be there' },
  ],
  examples: [
    ['sluice audit verify', 'reads all of it; exit code 1 at the first entry that isn’t as it was written'],
    ['sluice audit verify --head 4711:9f86d081…', 'and that no newer entries were cut off'],
  ],
  async run({ wiring, output }, { options }) {
    const given = options['head'] as string | undefined
    const kept = given === undefined ? undefined : headIn(given)
    const report = await verifyAudit(await wiring().store(), kept)
    const { entries, unsigned, head, broken } = report
    if (output.json) output.document(report)
    else {
      const before = unsigned === 0 ? '' : `, ${unsigned} of them from before the log was signed`
      if (broken) output.note(`${pc.red('✗')} Entry ${broken.id}: ${broken.what}`)
      else output.note(`${pc.green('✓')} ${counted(entries, 'entry', 'entries')} as written${before}`)
      if (!broken && head) output.answer(tellHead(head))
    }
    return broken ? 'fault' : 'well'
  },
}

const head: Command = {
  name: 'head',
  about: 'The last entry’s number and signature, to keep somewhere else',
  examples: [['sluice audit head', 'a line for `sluice audit verify --head`']],
  async run({ wiring, output }) {
    const [last] = await listAudit(await wiring().store(), { limit: 1 })
    if (!last) {
      if (output.json) return output.document(null)
      return output.note('Nothing is in the audit log')
    }
    const told = { id: last.id, mac: last.mac?.toString('hex') ?? '' }
    if (output.json) output.document(told)
    else output.answer(tellHead(told))
  },
}

export const audit: Command = {
  name: 'audit',
  about: 'Everything privileged that was done, signed so that a change shows',
  examples: [['sluice audit verify', 'whether it is whole']],
  commands: [list, verify, head],
}

function tellHead({ id, mac }: AuditHead): string {
  return `${id}:${mac}`
}

function headIn(given: string): AuditHead {
  const [, id, mac] = /^(\d{1,18}):([0-9a-f]{64})$/.exec(given) ?? []
  if (id !== undefined && mac !== undefined) return { id, mac }
  throw new SluiceError('USAGE', {
    what: `--head is "${given}"`,
    expected: 'a number, a colon and 64 hex digits',
    cure: 'Give what `sluice audit head` printed',
  })
}

function limitOf(given = '50'): number {
  const limit = Number(given)
  if (Number.isInteger(limit) && limit > 0) return limit
  throw new SluiceError('USAGE', { what: `--limit is "${given}"`, expected: 'a whole number above 0' })
}

function actionOf(given: string): AuditAction {
  if (Object.hasOwn(auditActions, given)) return given as AuditAction
  const near = nearest(given, Object.keys(auditActions))
  throw new SluiceError('USAGE', {
    what: `There is no action "${given}"`,
    expected: `one of ${Object.keys(auditActions).join(', ')}`,
    ...(near && { cure: `Write "${near}"` }),
  })
}
