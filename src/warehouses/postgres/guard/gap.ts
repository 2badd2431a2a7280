import type { GuardFinding, GuardStep } from '../../contract.ts'

/** One thing that is missing from wall 3: told as a finding, mended by its statements where statements can. */
export interface Gap {
  readonly model?: string
  readonly what: string
  readonly why: string
  /** What the owner runs. Empty where a person must decide: then `cure` says what. */
  readonly sql: readonly string[]
  readonly cure?: string
}

export function stepsOf(gap: Gap): readonly GuardStep[] {
  return gap.sql.map((sql) => ({ sql, why: gap.why }))
}

export function findingOf(gap: Gap): GuardFinding {
  const cure = gap.cure ?? `Run \`sluice guard --apply\`, or as the owner: ${gap.sql.join('; ')}`
  return { ...(gap.model === undefined ? {} : { model: gap.model }), what: gap.what, cure }
}
