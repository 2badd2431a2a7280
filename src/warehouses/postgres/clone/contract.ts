import type { Named, Unprovable } from './blueprint.ts'

/** Rows for one table of a clone. */
export interface Filling {
  readonly table: Named
  readonly columns: readonly string[]
  /** Each value as PostgreSQL's text of it; null is NULL. */
  readonly rows: readonly (readonly (string | null)[])[]
}

/** Who asks a clone: the serving role, the operator role, or a role with the serving role's rights that no row security holds. */
export type Asker = 'serve' | 'operator' | 'bypass'

/** What a clone says to SQL: rows as text, or its refusal. */
export type Said =
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | null)[])[] }
  | { readonly refused: { readonly code: string; readonly message: string } }

/** A throw-away database that has what a blueprint says. Roles have fresh names there. */
export interface Clone {
  readonly database: string
  /** The serving role's address. */
  readonly url: string
  /** The operator role's; undefined where the blueprint has none. */
  readonly operatorUrl?: string
  /** A role that may read whatever the serving role may, and passes by row-level security: for walls without this one. */
  readonly bypassUrl: string
  /** The superuser's. */
  readonly ownerUrl: string
  /** What of the blueprint isn't here, and why: the blueprint's own list, and what this server refused. */
  readonly unprovable: readonly Unprovable[]
  /** A text of the clone's (an error, a finding) in the user's words: fresh role names turned back. */
  told(text: string): string
  /**
   * Empties every table and fills these; views that hold rows are refreshed. @returns what was refused, a line a table
   * or view: nothing can be proven of these
   */
  fill(fillings: readonly Filling[]): Promise<readonly Unprovable[]>
  /**
   * Runs statements one after the other in a read-only transaction that is rolled back. @returns what the last one said,
   * or the first refusal
   */
  ask(as: Asker, statements: readonly string[]): Promise<Said>
  /** Another database with the same, without rows and with the same roles: for a second set of rows side by side. */
  copy(): Promise<Clone>
  /** The original's takes the roles along, so copies go first. */
  drop(): Promise<void>
}
