import type { Place } from '../base/fault.ts'
import type { Expression } from './expression.ts'

/** What of a person a field tells. */
export type PiiKind = 'EMAIL' | 'PHONE' | 'NAME' | 'ADDRESS' | 'BIRTHDATE' | 'ID' | 'OTHER'

/**
 * What who isn't cleared sees instead: a part of it, a digest keyed for the tenant, a shorter stand-in keyed for tenant
 * and field, nothing, or (`NONE`) the value itself, which the author says identifies nobody.
 */
export type MaskName = 'PARTIAL' | 'HASH' | 'TOKEN' | 'NULL' | 'NONE'

/** `@pii`: a field about a person. */
export interface Pii {
  readonly kind: PiiKind
  readonly mask: MaskName
  /** Roles that see the value itself. */
  readonly clear: readonly string[]
}

/** `@rows`: which rows of the tenant's a caller sees. Rules add up; who is named by none sees no row of the model. */
export interface RowRule {
  /** Whom it is for; absent means everybody. */
  readonly roles?: readonly string[]
  /** A condition; `{claims.region}` in it is a claim of the caller's token. */
  readonly where: Expression
  readonly at: Place
}

/**
 * `@minGroup`: a model that is only ever told in groups of `size` or more. Its rows fall into cells by the dimensions
 * `by`; rows of smaller cells are in no answer, and nothing but `by` can be asked for, so whatever two answers differ in
 * is a whole cell.
 */
export interface MinGroup {
  readonly size: number
  /** What is counted, each value once; absent means rows. */
  readonly of?: Expression
  /** Dotted paths of dimensions, along to-one links. */
  readonly by: readonly string[]
  /** Roles that it isn't for. */
  readonly clear: readonly string[]
}

/** The first word of a reference that is no field but a claim: `{claims.region}`. */
export const CLAIMS = 'claims'

/** Whether one of `held` is among `roles`. */
export function holdsOne(roles: readonly string[], held: readonly string[]): boolean {
  return roles.some((role) => held.includes(role))
}
