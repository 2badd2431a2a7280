/** What the catalog says of a relation, as far as tenants are concerned. */
export interface RelationFact {
  readonly oid: string
  readonly schema: string
  readonly name: string
  readonly kind: 'r' | 'p' | 'v' | 'm' | 'f'
  readonly owner: string
  readonly enabled: boolean
  readonly forced: boolean
  readonly invoker: boolean
  readonly extension: boolean
  /** Privileges that each of our roles has, however it came by them. */
  readonly serve: Privileges
  readonly operator: Privileges
  /** Roles that have privileges here beside the owner and ours; `public` where everybody has. */
  readonly others: readonly string[]
  readonly policies: readonly Policy[]
  readonly columns: Readonly<Record<string, ColumnFact>>
  /** Partitions and inheriting tables, all the way down. */
  readonly children: readonly string[]
}

export interface ColumnFact {
  /** With its schema, without its length; of a domain what that is made of. */
  readonly type: string
  readonly domain: boolean
  /** The schema of the type's own `=`, where that isn't PostgreSQL's: citext has one. */
  readonly equals?: string
}

export interface Privileges {
  readonly select: boolean
  readonly write: boolean
}

/** A row-level security policy, as it is or as it should be. */
export interface Policy {
  readonly name: string
  readonly restrictive: boolean
  readonly command: 'ALL' | 'SELECT'
  readonly roles: readonly string[]
  readonly using: string
}
