import type { Fragment } from '../sql/fragment.ts'
import type { AggregateName } from '../model/kinds/kind.ts'
import type { OperatorName } from '../model/operators.ts'
import type { Model, Models } from '../model/model.ts'
import type { PiiKind } from '../model/rules.ts'
import type { ValueName } from '../model/values.ts'
import type { Scope } from '../tenant/scope.ts'

/** A statement ready to run: text with `$1…`, values as text (null for NULL; an array is sent as an array literal). */
export interface Statement {
  readonly text: string
  readonly values: readonly BoundValue[]
  /** Statements with the same `name` have the same text: prepared once per connection. */
  readonly name?: string
  /**
   * Whether one plan serves every tenant and every value alike: a look-up, a page, one table's measures. An engine may
   * keep its plan; for others (joins, conditions through links) it plans anew, knowing the values.
   */
  readonly steady?: boolean
}

export type BoundValue = string | null | readonly (string | null)[]

/** A row as the engine's own text of each column. Nothing is parsed on the way, so no digit is lost. */
export type Row = readonly (string | null)[]

export interface RunOptions {
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  /** How many bytes of rows may arrive, of all statements together. @throws TOO_COSTLY as soon as there are more */
  readonly maxBytes?: number
  /** Of a stream: an export is read at its reader's pace, so it has connections of its own and holds up no sync. */
  readonly purpose?: 'export'
  /** Told of each round trip, when it sets out. */
  readonly onTrip?: () => void
}

/** How many connections a pool has, how many of them nobody uses, and how many callers wait for one. */
export interface PoolLoad {
  readonly pool: string
  readonly open: number
  readonly idle: number
  readonly waiting: number
}

/** One engine behind Sluice: its dialect, its driver, its guard. */
export interface Warehouse {
  readonly name: string
  readonly dialect: Dialect
  /**
   * All statements in one round trip, in one read-only transaction that carries the scope's context.
   * An error in any fails the trip. Errors are SluiceErrors: TIMEOUT, CANCELLED, UNAVAILABLE, INVALID_VALUE, INTERNAL.
   */
  run(
    scope: Scope,
    statements: readonly Statement[],
    options?: RunOptions,
  ): Promise<readonly (readonly Row[])[]>
  /** One statement's rows in chunks, from one snapshot, in constant memory. Ending the loop early cancels it. */
  stream(scope: Scope, statement: Statement, options?: RunOptions): AsyncIterable<readonly Row[]>
  /** Tables, views, columns, keys, comments, enums and sizes, as the connected role sees them. */
  inspect(): Promise<Inventory>
  /** Asks the engine what columns each of these queries would have, or what is wrong with it. Runs nothing. */
  describe(texts: readonly string[]): Promise<readonly Described[]>
  readonly guard: Guard
  ping(): Promise<void>
  load(): readonly PoolLoad[]
  close(): Promise<void>
}

/** The columns of a query, or why the engine refuses it; `position` counts characters from 1. */
export type Described =
  | readonly { readonly name: string; readonly type: string }[]
  | { readonly error: string; readonly position?: number }

/** What is in a warehouse. */
export interface Inventory {
  readonly relations: readonly Relation[]
}

export interface Relation {
  readonly schema: string
  readonly name: string
  readonly kind: 'table' | 'view' | 'materialized view' | 'partition' | 'foreign table'
  readonly comment?: string
  /** An estimate; undefined where the engine has none. */
  readonly rows?: number
  readonly columns: readonly Column[]
  /** Column names of the primary key, or of the first unique not-null index. */
  readonly key: readonly string[]
  readonly uniques: readonly (readonly string[])[]
  readonly references: readonly Reference[]
}

export interface Column {
  readonly name: string
  /** The engine's own name of the type, e.g. `numeric(10,2)`. */
  readonly type: string
  /** What it is to Sluice; undefined for a type that the model can't carry (bytea, point). */
  readonly value?: ValueName
  readonly nullable: boolean
  readonly comment?: string
  /** The labels, where the type is an enum. */
  readonly labels?: readonly string[]
}

export interface Reference {
  readonly name: string
  readonly columns: readonly string[]
  readonly to: { readonly schema: string; readonly name: string; readonly columns: readonly string[] }
}

/** Wall 3: what the warehouse itself does to keep tenants apart. */
export interface Guard {
  /** The statements that would make `models` guarded, in order, each with the reason; empty if nothing is missing. */
  plan(models: Models, wish?: GuardWish): Promise<readonly GuardStep[]>
  /**
   * Runs the plan as the owner, all of it or none.
   * @throws UNAVAILABLE where a table is in use for too long; UNGUARDED where the owner may not, or the engine refuses
   */
  apply(models: Models, wish?: GuardWish): Promise<readonly GuardStep[]>
  /** Steps as a script that a person reads before its owner runs it. It tells no secret. */
  script(steps: readonly GuardStep[]): string
  /** The values that the script leaves open, as its interpreter takes them. Secret. */
  keys(steps: readonly GuardStep[]): string
  /** What keeps `models` from being served: one finding a hole, with the cure. Empty means guarded. */
  verify(models: Models): Promise<readonly GuardFinding[]>
}

export interface GuardWish {
  /** Contexts that are signed with any key but the present one are refused from then on. */
  readonly dropOldKeys?: boolean
}

export interface GuardStep {
  /** Steps of one group stand together where they are read. */
  readonly group: string
  /** What must not be printed stands here as a psql variable, `:'name'`. */
  readonly sql: string
  readonly why: string
  /** The values of those variables. */
  readonly secrets?: Readonly<Record<string, string>>
}

export interface GuardFinding {
  readonly model?: Model['name']
  readonly what: string
  readonly cure: string
  /** A role that the guard makes isn't there: it has never been applied. */
  readonly unapplied?: true
}

/** Where weeks and years begin. */
export interface Starts {
  /** How many days before Monday weeks begin, 0 to 6: 1 is Sunday. */
  readonly week: number
  /** The month, 1 to 12, that years begin with. Quarters follow it. */
  readonly year: number
}

export type Grain = 'MINUTE' | 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'

/** How an engine's SQL differs. The default rendering lives in `sql/`; a dialect is what is left. */
export interface Dialect {
  readonly name: string
  readonly can: Capabilities
  /** The SQL type that a bound value of this value type is cast to: `timestamptz`, `numeric`. `many` for arrays. */
  typeOf(value: ValueName, many?: boolean): string
  /** `left <operator> right`; operands are already cast. `between` has two, `in` one array parameter, `isNull` none. */
  compare(operator: OperatorName, left: Fragment, right: readonly Fragment[]): Fragment
  /**
   * `p` is a percentile's, from 0 to 1. Percentiles of decimals and integers are exact, between neighbours in proportion;
   * `of` reads a column at least.
   */
  aggregate(fn: AggregateName, of: Fragment | undefined, where: Fragment | undefined, p?: string): Fragment
  /** The value of the first row of a group in an order, nulls of which come last; null stays null. */
  first(of: Fragment, orderBy: Fragment, direction: 'ASC' | 'DESC', where: Fragment | undefined): Fragment
  /** One text for several values: equal where all of them are, nulls alike. */
  tuple(values: readonly Fragment[]): Fragment
  /** What a value about a person shows of itself, as text: never how long it is. Null stays null. */
  partial(kind: PiiKind, value: Fragment): Fragment
  /** HMAC-SHA256 (RFC 2104) of the value's text, as 64 hex digits; `inner` and `outer` are its key's pads as bytes. */
  digest(value: Fragment, inner: Fragment, outer: Fragment): Fragment
  /** A short stand-in made of the same: `tok_` and 22 letters, digits, `-` and `_`. */
  token(value: Fragment, inner: Fragment, outer: Fragment): Fragment
  /** Exact division; null where the divisor is zero. */
  divide(left: Fragment, right: Fragment): Fragment
  /** A timestamp without zone as the instant at which the wall clock of `zone` shows it. */
  instant(value: Fragment, zone: Fragment): Fragment
  /** The start of the period that holds `value`. Instants are cut in `zone`, dates have none. */
  truncate(grain: Grain, value: Fragment, type: 'Date' | 'DateTime', zone: Fragment, starts: Starts): Fragment
  /**
   * What to group rows by, so that each period is one group. `truncate` of the very same fragments may then stand in the
   * select list and is computed a group, not a row: 1,000,000 rows by month in Paris took 0.5 s instead of 1.2 s.
   */
  bucket(grain: Grain, value: Fragment, type: 'Date' | 'DateTime', zone: Fragment, starts: Starts): Fragment
  /**
   * A table `alias(start, next)`: each period from the one that holds `from` to the one that holds `to`, both included;
   * none where either is null or endless. Days and longer step along the wall clock of `zone`, hours and minutes along
   * time itself. With `most`, about so many at the most and never fewer where there are more (one or two more, so that
   * whoever asked can tell): the rest isn't even made.
   */
  periods(
    alias: string,
    grain: Grain,
    from: Fragment,
    to: Fragment,
    type: 'Date' | 'DateTime',
    zone: Fragment,
    starts: Starts,
    most?: number,
  ): Fragment
  /** `value` moved along the calendar of `zone`, forward or back, by an ISO 8601 duration. Dates have no zone. */
  shift(
    value: Fragment,
    duration: Fragment,
    sign: 1 | -1,
    type: 'Date' | 'DateTime',
    zone: Fragment,
    /** Where it is known: whether the duration has days and longer alone, or hours and shorter alone. */
    along?: 'calendar' | 'clock',
  ): Fragment
  /**
   * The value as it stands in a JSON answer: decimals, 64-bit integers and instants exact, as JSON strings. Instants
   * are printed in `zone`, with its offset; in UTC (`Z`) where there is none.
   */
  json(value: Fragment, type: ValueName, zone?: Fragment): Fragment
  /** The value as canonical text, for streams and cursors; `null` stays NULL. */
  text(value: Fragment, type: ValueName): Fragment
  /** A JSON array of these values, each already JSON or text. */
  jsonList(values: readonly Fragment[]): Fragment
  jsonObject(entries: readonly { key: string; value: Fragment }[]): Fragment
  /** An array of `value` of the rows for which `where` holds, in `orderBy` order; `[]` for no rows. */
  jsonArray(value: Fragment, orderBy: Fragment | undefined, where: Fragment | undefined): Fragment
}

/** Ask these, never the engine's name. */
export interface Capabilities {
  readonly rowLevelSecurity: boolean
  readonly lateral: boolean
  readonly groupingSets: boolean
  readonly nullsOrdering: boolean
  /** Whether `approxCountDistinct` is a sketch; where it isn't, it counts exactly. */
  readonly approxCountDistinct: boolean
}
