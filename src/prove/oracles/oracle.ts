import type { Models } from '../../model/model.ts'
import type { Attempt } from '../attacks/attack.ts'
import type { Finding } from '../findings/finding.ts'
import type { Reply } from '../stage/house.ts'

/** One attempt and every answer to it. */
export interface Trial {
  readonly attempt: Attempt
  /** With everybody's rows: each tenant's answer, the asker's among them. */
  readonly crowded: ReadonlyMap<string, Reply>
  /** The asker's, where nobody else has rows. */
  readonly alone: Reply
  /** The asker's with everybody's rows, through a role that no row security holds: what the compiler alone keeps back. */
  readonly open: Reply | undefined
  readonly asker: string
}

/** What is known of the tenants. */
export interface Witness {
  readonly models: Models
  /** A word of each tenant's that is in its texts alone. */
  readonly canaries: ReadonlyMap<string, string>
  readonly masked: readonly Masked[]
  /** Whose a row is, by model and key; undefined where that isn't known, or the row is nobody's. */
  ownerOf(model: string, key: readonly string[]): string | undefined
}

/** A field that is masked, and values that stand in no other column. */
export interface Masked {
  readonly model: string
  readonly field: string
  /** Roles that see them. */
  readonly clear: readonly string[]
  readonly values: readonly string[]
}

export interface Suspicion extends Pick<Finding, 'wall' | 'asker' | 'seen'> {
  readonly victim?: string
  /** What to do, where that isn't to look at the place in the model. */
  readonly cure?: string
  /** Where in the answer it stood. */
  readonly path?: readonly (string | number)[]
}

/** A way to see that an answer holds something of another tenant's: one file each. */
export interface Oracle {
  readonly name: string
  readonly about: string
  judge(trial: Trial, witness: Witness): readonly Suspicion[]
}

/** Each answer with everybody's rows: whose it is, and which walls stood. */
export function answersOf({
  crowded,
  open,
  asker,
}: Trial): readonly (readonly [string, 'all' | 'scan', Reply])[] {
  return [
    ...[...crowded].map(([tenant, reply]) => [tenant, 'all', reply] as const),
    ...(open ? [[asker, 'scan', open] as const] : []),
  ]
}
