import type { ArgumentRules, Complaint, Given } from '../argument.ts'
import type { Dimension, Model } from '../model.ts'
import type { ValueName } from '../values.ts'
import type { Along } from './kind.ts'

/** What may stand beside an aggregate and says how it goes along time; one file each. */
export interface AlongKind {
  /** The argument of `@measure`. */
  readonly name: Along['is']
  readonly arguments: ArgumentRules
  /** `over` is the time dimension that the arguments name. */
  make(given: Given, model: Pick<Model, 'name' | 'key' | 'fields'>, over: Dimension): Along | Complaint
  /** Whether single rows can be told from it, as from a kind that `reveals`. */
  readonly reveals: boolean
  /** The type of what is then aggregated, given that of the expression; undefined where there is no such value. */
  aggregated(along: Along, of: ValueName): ValueName | undefined
}
