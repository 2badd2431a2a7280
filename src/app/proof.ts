import pc from 'picocolors'
import type { Budget, Finding, Gap, Report, Wall } from '../prove/index.ts'
import { counted } from './counted.ts'
import { table, type Output } from './output.ts'

/** How a finding begins. */
export const walls: Readonly<Record<Wall, string>> = {
  all: 'LEAK: through every wall',
  scan: 'OPEN: without row-level security, the compiler alone lets it through',
  storage: 'OPEN: past the compiler, the storage alone lets it through',
}

/** A proof for a person: what was tried, what was found, what nothing can be said of. */
export function tellProof(report: Report, output: Output, budget: Budget['name']): void {
  const { attacks, storage, syncs, findings, gaps, notes, seed } = report
  const rows = attacks.map(({ attack, tried, answered, refused, left }) => [
    attack,
    tried,
    answered,
    refused,
    left,
  ])
  const more = [
    ['storage, as SQL', storage, null, null, 0],
    ['syncs, as streams', syncs, null, null, 0],
  ] as const
  output.answer(table(['attack', 'tried', 'answered', 'refused', 'left out'], [...rows, ...more]))
  for (const finding of findings) output.answer(`\n${tellFinding(finding)}`)
  if (gaps.length > 0) output.answer(`\n${tellGaps(gaps)}`)
  for (const note of notes) output.note(pc.dim(note))
  const untried = attacks.filter(({ tried, left }) => tried === 0 && left > 0).map(({ attack }) => attack)
  if (untried.length > 0) output.answer(`\n${tellUntried(untried, budget)}`)
  output.answer(`\n${verdict(report)}`)
  output.note(
    pc.dim(
      `As ${counted(report.tenants.length, 'tenant')}, ${counted(report.roles.length, 'set')} of roles, ${report.seconds.toFixed(0)} s. Again: sluice prove${flagOf[budget]} --seed ${seed}`,
    ),
  )
}

const flagOf: Readonly<Record<Budget['name'], string>> = { quick: ' --quick', usual: '', full: ' --full' }

/** A proof without these is none of what they look for. */
function tellUntried(untried: readonly string[], budget: Budget['name']): string {
  const more = budget === 'quick' ? '`sluice prove`, without --quick, takes longer' : '`--full` has the time'
  return pc.yellow(`There was no time for ${untried.join(', ')}: ${more}`)
}

function verdict({ findings, gaps }: Report): string {
  if (findings.length > 0)
    return pc.red(`✗ ${counted(findings.length, 'finding')}: tenants are not kept apart`)
  const but = gaps.length > 0 ? `; of ${counted(gaps.length, 'thing')} nothing was proved` : ''
  return `${pc.green('✓')} Nothing of another tenant was seen${but}`
}

function tellFinding({ wall, model, fields, relation, outlet, ...rest }: Finding): string {
  const shown = fields.slice(0, 5).map((field) => `${model}.${field}`)
  const more = fields.length > shown.length ? ` and ${fields.length - shown.length} more` : ''
  const where = [model ?? outlet, relation, shown.length > 0 ? shown.join(', ') + more : undefined]
  const { asker, victim = 'another tenant', oracle, times, seen, request, cure } = rest
  return [
    `${pc.red(walls[wall])}  ${where.filter(Boolean).join(' · ')}`,
    `  seen:  ${seen} (${oracle}, ${counted(times, 'request')})`,
    `  who:   ${asker} was told of ${victim}, through ${outlet}`,
    `  asked: ${request.split('\n').join('\n         ')}`,
    `  to do: ${cure}`,
  ].join('\n')
}

const MOST_GAPS = 20

function tellGaps(gaps: readonly Gap[]): string {
  const lines = gaps.slice(0, MOST_GAPS).map(({ what, why }) => `  ${what}: ${why}`)
  const more = gaps.length > MOST_GAPS ? [`  and ${gaps.length - MOST_GAPS} more (--json has all)`] : []
  return [pc.yellow('Nothing was proved for'), ...lines, ...more].join('\n')
}
