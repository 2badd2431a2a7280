import type { Place } from '../base/fault.ts'
import type { Expression } from './expression.ts'

/** What of a person a field tells. */
export const piiKinds = ['EMAIL', 'PHONE', 'NAME', 'ADDRESS', 'BIRTHDATE', 'ID', 'OTHER'] as const

export type PiiKind = (typeof piiKinds)[number]

/**
 * What who isn't cleared sees instead: a part of it, a digest keyed for the tenant, a shorter stand-in keyed for tenant
 * and field, nothing, or (`NONE`) the value itself, which the author says identifies nobody.
 */
export const masks = ['PARTIAL', 'HASH', 'TOKEN', 'NULL', 'NONE'] as const

export type MaskName = (typeof masks)[number]

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

/** The roles that a caller holds; undefined for a sync, which is no person and sees the model whole. */
export type Held = readonly string[] | undefined

/** Whether one of `held` is among `roles`. */
export function holdsOne(roles: readonly string[], held: Held): boolean {
  return held === undefined || roles.some((role) => held.includes(role))
}

/** What stands instead of a dimension's values for these roles; undefined where they see the values themselves. */
export function maskFor({ pii }: { readonly pii?: Pii }, held: Held): Pii | undefined {
  return pii && pii.mask !== 'NONE' && !holdsOne(pii.clear, held) ? pii : undefined
}

/** Which row rules are for these roles, one of which has to hold: none for no row, undefined for every row. */
export function rulesFor(
  { rows }: { readonly rows: readonly RowRule[] },
  held: Held,
): readonly RowRule[] | undefined {
  if (held === undefined || rows.length === 0) return undefined
  return rows.filter(({ roles }) => roles === undefined || holdsOne(roles, held))
}

/** The groups that a model is only told in for these roles; undefined where they see its rows. */
export function groupsFor({ minGroup }: { readonly minGroup?: MinGroup }, held: Held): MinGroup | undefined {
  return minGroup && !holdsOne(minGroup.clear, held) ? minGroup : undefined
}

/** Whether these roles may see a number that is made of masked values, or of rows that are only told in groups. */
export function isCleared(
  { clears }: { readonly clears: readonly (readonly string[])[] },
  held: Held,
): boolean {
  return clears.every((roles) => holdsOne(roles, held))
}

/** Whether small groups are told by the dimension that `path` ends at: `['customer', 'plan']`. */
export function isCut({ by }: MinGroup, path: readonly string[]): boolean {
  return by.includes(path.join('.'))
}

/** Whether small groups are told by a dimension that the links of `path` lead to. */
export function leadsToCut({ by }: MinGroup, path: readonly string[]): boolean {
  return by.some((one) => one.startsWith(`${path.join('.')}.`))
}
