import type { FarResponse } from '../contract.ts'

/**
 * What an answer means for the request as a whole.
 * OK: read the rows. ROW: a record is bad, don't repeat it unchanged. ROW-RETRY: a record may succeed later.
 * RETRY: nobody's fault, back off. THROTTLE: obey the wait. AUTH: the credentials are no longer taken.
 * FATAL: stop, a person must act. SPLIT: too large, halve it. UNKNOWN: nobody can say whether it was done; a
 * connector whose object isn't idempotent lists 500, 502 and 504 as this.
 */
export type Class = 'OK' | 'ROW' | 'ROW-RETRY' | 'RETRY' | 'THROTTLE' | 'AUTH' | 'FATAL' | 'SPLIT' | 'UNKNOWN'

/** One line of a table of answers; the first that fits decides. */
export interface Rule {
  /** A status, or the first and last of a range. */
  readonly status: number | readonly [from: number, to: number]
  readonly when?: (response: FarResponse) => boolean
  readonly is: Class
  /** How long to wait, where the answer or the vendor's rules say it. */
  readonly afterMs?: (response: FarResponse, now: Date) => number | undefined
  /** What a person should do; for FATAL and AUTH. */
  readonly cure?: string
}

/** What HTTP itself says, for answers that a connector's own table doesn't list. */
const HTTP: readonly Rule[] = [
  { status: [200, 299], is: 'OK' },
  { status: [300, 399], is: 'FATAL', cure: 'Redirects are never followed: configure the final address' },
  { status: 401, is: 'AUTH', cure: 'Check the credentials; they may have been revoked or replaced' },
  { status: 403, is: 'FATAL', cure: 'Give the credentials the permissions that the far side asks for' },
  { status: 408, is: 'RETRY' },
  { status: 413, is: 'SPLIT' },
  { status: 414, is: 'SPLIT' },
  { status: 425, is: 'RETRY' },
  { status: 429, is: 'THROTTLE' },
  { status: [500, 599], is: 'RETRY' },
  { status: [100, 599], is: 'FATAL', cure: 'Check the address and the settings of the destination' },
]

/** The first rule that fits. */
export function classify(rules: readonly Rule[], response: FarResponse): Rule {
  const fits = (rule: Rule) => covers(rule.status, response.status) && (rule.when?.(response) ?? true)
  return rules.find(fits) ?? HTTP.find(fits) ?? NONSENSE
}

const NONSENSE: Rule = { status: [0, 999], is: 'UNKNOWN' }

function covers(status: Rule['status'], actual: number): boolean {
  return typeof status === 'number' ? status === actual : status[0] <= actual && actual <= status[1]
}
