import type { SluiceError } from '../base/errors.ts'
import type { Models } from '../model/model.ts'
import type { ValueName } from '../model/values.ts'
import type { Scope } from '../tenant/scope.ts'
import type { Row, RunOptions } from '../warehouses/contract.ts'
import type { Calendar, Query, Selection } from './query.ts'

/** From question to rows. `run` and `stream` are the only roads to a warehouse. */
export interface Engine {
  readonly models: Models
  /**
   * Resolve, plan and render. Does no I/O and holds no value of any request, so the result may be kept and shared by
   * every tenant whose scope kind and roles are the same.
   * @throws INVALID_REQUEST for what the model doesn't have (or these roles don't see: the same words)
   */
  compile(query: Query, viewer: Viewer): Compiled
  /** The queries of one request: metrics of the same rows share one scan. */
  compileAll(queries: readonly Query[], viewer: Viewer): readonly Compiled[]
  /** All of them in one round trip a warehouse. One that fails doesn't take the others with it. */
  run(
    scope: Scope,
    compiled: readonly Compiled[],
    binding: Binding,
    options?: RunOptions & { readonly load?: Load },
  ): Promise<readonly Answer[]>
  /**
   * Rows of another warehouse by key: a JSON text for each key, null where no row is there. One statement, however
   * many keys. What it gives may hold further hops, already followed.
   */
  lookUp(
    scope: Scope,
    hop: Hop,
    keys: readonly string[],
    binding: Binding,
    options?: RunOptions & { readonly load?: Load },
  ): Promise<readonly (string | null)[]>
  /** One `list` query's rows, a text a column, in `compiled.columns` order. */
  stream(
    scope: Scope,
    compiled: Compiled,
    binding: Binding,
    options?: RunOptions,
  ): AsyncIterable<readonly Row[]>
}

/** A to-one link into another warehouse: it can't be folded into the statement, so it is looked up by key. */
export interface Hop {
  /** The same for the same selection, so that one request looks each row up once. */
  readonly id: string
  readonly viewer: Viewer
  readonly model: string
  /** The question's own: instants are printed in its zone. */
  readonly calendar?: Calendar
  /** The target's column that the key stands in. */
  readonly by: string
  readonly select: readonly Selection[]
}

/** How keys of a hop are looked up: a row or null for each. A request's loader asks for each key once. */
export type Load = (hop: Hop, keys: readonly string[]) => Promise<readonly (string | null)[]>

/** For whom a query is compiled: everything about the asker that changes the SQL. Part of the plan cache's key. */
export interface Viewer {
  readonly scope: Scope['kind']
  readonly roles: readonly string[]
  /** A sync's, which is no person: row rules, masks and small groups are for people. An operator's scope is always whole. */
  readonly whole?: true
}

/** What an operand is read from when a compiled query runs. */
export interface Binding {
  /** Coerced by graphql-js against the operation's definitions. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly now: Date
}

/** A compiled query: SQL text per statement, where each parameter comes from, and how rows become the answer. */
export interface Compiled {
  readonly query: Query
  readonly viewer: Viewer
  /** Models that it reads: for cost, audit, lineage. */
  readonly reads: readonly string[]
  /** The SQL texts, for tests, `extensions` in development and `sluice plan`. */
  readonly statements: readonly { readonly warehouse: string; readonly text: string }[]
  /** Of a `list` query: what each column of a streamed row is. */
  readonly columns: readonly OutputColumn[]
}

export interface OutputColumn {
  /** Response names from the root's row down: `['Name']`, `['orderMetrics', 'Revenue_90d__c']`. The last is the column's name. */
  readonly path: readonly string[]
  readonly type: ValueName
  readonly enum?: string
  /** Model and field that it comes from. */
  readonly model: string
  readonly field: string
}

/** One root field's answer: JSON text, ready to be spliced into the response, or why there is none. */
export type Answer =
  | { readonly is: 'json'; readonly text: string }
  | { readonly is: 'failed'; readonly error: SluiceError }
