import { invariant } from '../base/errors.ts'
import type { Place } from '../base/fault.ts'
import type { Computation } from './kinds/kind.ts'
import type { Expression } from './expression.ts'
import type { MinGroup, Pii, RowRule } from './rules.ts'
import type { ValueName } from './values.ts'

/** The whole semantic model: every model of the project by name, and its enums. Frozen; made by `loadModels`. */
export interface Models {
  readonly byName: ReadonlyMap<string, Model>
  readonly enums: ReadonlyMap<string, Enum>
  /** Every role that any rule names, sorted: what tells one API schema from another. */
  readonly roles: readonly string[]
  /** Every claim that a row rule reads, sorted. */
  readonly claims: readonly string[]
  /** A hash of the source files: part of every cache key. */
  readonly version: string
}

export interface Enum {
  readonly name: string
  readonly description?: string
  readonly values: readonly { readonly name: string; readonly description?: string }[]
  readonly at: Place
}

/** A GraphQL object type bound to a warehouse table, view or SQL. */
export interface Model {
  readonly name: string
  readonly description?: string
  /** Root fields of the API: `order`, `orders`, `orderMetrics`. */
  readonly names: { readonly one: string; readonly many: string; readonly metrics: string }
  readonly warehouse: string
  readonly source: Source
  /** Columns that identify a row; the order is the key's order in ids and cursors. */
  readonly key: readonly string[]
  readonly tenant: TenantKey
  readonly fields: ReadonlyMap<string, Field>
  readonly owner?: { readonly team: string; readonly contact?: string }
  readonly freshness?: { readonly column: string; readonly warn?: string; readonly fail?: string }
  /** Roles that may see it; undefined means every role. */
  readonly allow?: readonly string[]
  /** Which of the tenant's rows a caller sees; empty means all of them. */
  readonly rows: readonly RowRule[]
  readonly minGroup?: MinGroup
  readonly at: Place
}

export type Source =
  | { readonly is: 'table'; readonly schema?: string; readonly name: string }
  | { readonly is: 'sql'; readonly text: string }

export type TenantKey =
  | { readonly is: 'shared' }
  /** The tenant is a column of this model's own source. */
  | { readonly is: 'column'; readonly column: string }
  /** The tenant is a column of another model, along to-one links: `"order.customer_id"`. */
  | { readonly is: 'path'; readonly links: readonly string[]; readonly column: string }

export type Field = Dimension | Link | Measure

interface FieldBase {
  readonly name: string
  readonly description?: string
  readonly deprecated?: string
  readonly allow?: readonly string[]
  /** Declared with `!`. */
  readonly required: boolean
  readonly at: Place
}

export interface Dimension extends FieldBase {
  readonly is: 'dimension'
  readonly type: ValueName
  /** The enum's name where `type` is `Enum`. */
  readonly enum?: string
  /** May be grouped `by:` a granularity. Only for Date and DateTime. */
  readonly time: boolean
  /** `@time(zone:)`: the IANA zone whose wall clock a timestamp without zone shows. */
  readonly zone?: string
  readonly pii?: Pii
  readonly from:
    | { readonly is: 'column'; readonly column: string }
    | { readonly is: 'sql'; readonly expr: Expression }
}

export interface Link extends FieldBase {
  readonly is: 'link'
  readonly to: string
  readonly many: boolean
  /** Pairs of columns: `here` of this model's source, `there` of the target's. */
  readonly on: readonly { readonly here: string; readonly there: string }[]
  /**
   * For a to-many link over several steps: the to-one links of the target that lead back here, the last of them into
   * this model (`order.customer`). Then `on` is empty: the columns are that last link's.
   */
  readonly along?: readonly string[]
  /** For a to-many link `orders`: the name of its measures per parent, `orderMetrics`. */
  readonly metrics?: string
}

export interface Measure extends FieldBase {
  readonly is: 'measure'
  readonly type: ValueName
  /** The measure kind's name: a key of `measureKinds`. */
  readonly kind: string
  readonly computation: Computation
  readonly unit?: string
  /**
   * Who may see it: whoever holds one role of each list. A list for each masked dimension that it reads, of whatever
   * model (none where the author says `overMasked: COMPUTE`), and one for each model whose small groups it would tell
   * apart: those of other models that it reads, and of its own where it tells the value of a row.
   */
  readonly clears: readonly (readonly string[])[]
}

/** @returns the model; the caller has resolved the name before, so a missing one is our defect. */
export function modelNamed(models: Models, name: string): Model {
  const model = models.byName.get(name)
  invariant(model, `no model named ${name}`)
  return model
}

/** The dimensions that make up a model's key, in its order; undefined where a key column has none among `seen`. */
export function keyAmong({ key }: Model, seen: readonly Dimension[]): readonly Dimension[] | undefined {
  const found = key.map((column) => seen.find(({ from }) => from.is === 'column' && from.column === column))
  return found.every((dimension) => dimension !== undefined) ? found : undefined
}

/** Whether one of `roles` may see what `allow` protects. */
export function allowed(allow: readonly string[] | undefined, roles: readonly string[]): boolean {
  return allow === undefined || allow.some((role) => roles.includes(role))
}
