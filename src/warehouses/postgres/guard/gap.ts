import type { GuardFinding, GuardStep } from '../../contract.ts'
import { literal } from './name.ts'

/** Where a gap is, in the order in which they are closed. */
export type GapGroup = 'roles' | 'signed context' | 'tables' | 'privileges'

/** One thing that is missing from wall 3: told as a finding, mended by its statements where statements can. */
export interface Gap {
  readonly group: GapGroup
  readonly model?: string
  readonly what: string
  readonly why: string
  /** What the owner runs. Empty where a person must decide: then `cure` says what. */
  readonly sql: readonly string[]
  readonly cure?: string
  /** Values that must not be printed: `sql` names them as psql does, `:'name'`. */
  readonly secrets?: Readonly<Record<string, string>>
}

export function stepsOf(gap: Gap): readonly GuardStep[] {
  const secrets = gap.secrets === undefined ? {} : { secrets: gap.secrets }
  return gap.sql.map((sql) => ({ group: gap.group, sql, why: gap.why, ...secrets }))
}

export function findingOf(gap: Gap): GuardFinding {
  const cure = gap.cure ?? applying(gap.sql)
  return { ...(gap.model === undefined ? {} : { model: gap.model }), what: gap.what, cure }
}

function applying(sql: readonly string[]): string {
  const text = sql.join('; ')
  if (text.includes('\n') || /:'\w+'/.test(text))
    return 'Run `sluice guard --apply`; `sluice guard` shows the statements'
  return `Run \`sluice guard --apply\`, or as the owner: ${text}`
}

/** The statement with its secrets in it, for whoever runs it. */
export function filled({ sql, secrets = {} }: GuardStep): string {
  return sql.replaceAll(/:'(\w+)'/g, (named, name: string) => {
    const value = secrets[name]
    return value === undefined ? named : literal(value)
  })
}
