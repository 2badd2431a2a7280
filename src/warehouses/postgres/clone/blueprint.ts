/**
 * What a database is made of, without a row of it: what its catalog says of the relations that Sluice's models read, of
 * what stands below them and of the roles that read. Frozen data; names are those of the database it was read from.
 * It holds no password and no key.
 */
export interface Blueprint {
  readonly warehouse: string
  /** The serving role's name, a role of `roles`. */
  readonly serve: string
  /** The operator role's, where one is configured. */
  readonly operator?: string
  /** What the addresses of these roles ask of their sessions: `-c search_path=marts`. */
  readonly sessions: { readonly serve?: string; readonly operator?: string }
  readonly roles: readonly RolePlan[]
  readonly memberships: readonly Membership[]
  /** The database's own owner. */
  readonly owner: string
  /** `name=value`, as of ALTER DATABASE … SET. */
  readonly settings: readonly string[]
  /** Of the database itself. */
  readonly grants: readonly Grant[]
  readonly extensions: readonly ExtensionPlan[]
  readonly schemas: readonly SchemaPlan[]
  readonly collations: readonly NamedPlan[]
  readonly types: readonly TypePlan[]
  readonly functions: readonly FunctionPlan[]
  readonly relations: readonly RelationPlan[]
  /** What can't be cloned, whatever server it goes to. */
  readonly unprovable: readonly Unprovable[]
}

/** Something that the clone lacks, so that nothing can be said of it. */
export interface Unprovable {
  /** What lacks, with its kind: `foreign table "marts"."rates"`. */
  readonly what: string
  readonly why: string
  readonly cure?: string
}

export interface Named {
  readonly schema: string
  readonly name: string
}

export interface RolePlan {
  readonly name: string
  readonly superuser: boolean
  readonly bypass: boolean
  readonly inherit: boolean
  readonly createRole: boolean
  readonly createDatabase: boolean
  readonly replication: boolean
  readonly login: boolean
  /** `name=value`, as of ALTER ROLE … SET; and those that hold in this database alone. */
  readonly settings: readonly string[]
  readonly settingsHere: readonly string[]
}

/** `member` belongs to `group`. */
export interface Membership {
  readonly group: string
  readonly member: string
  readonly admin: boolean
  readonly inherit: boolean
  readonly set: boolean
}

/** One privilege of one role; `public` is everybody. */
export interface Grant {
  readonly to: string
  readonly privilege: string
  readonly option: boolean
  /** Where it is of a column alone. */
  readonly column?: string
}

export interface ExtensionPlan extends Named {}

export interface SchemaPlan {
  readonly name: string
  readonly owner: string
  readonly grants: readonly Grant[]
}

/** An object that one statement makes. */
export interface NamedPlan extends Named {
  readonly create: string
}

/** An enum, a domain, a composite type or a range; `create` is what makes it. Domains come without their checks. */
export interface TypePlan extends NamedPlan {
  readonly owner: string
  readonly kind: 'enum' | 'domain' | 'composite' | 'range'
}

export interface FunctionPlan extends Named {
  readonly owner: string
  /** As GRANT names it: `"app"."tenant_of"(integer)`. */
  readonly signature: string
  readonly definer: boolean
  /** The whole CREATE statement. */
  readonly create: string
  readonly grants: readonly Grant[]
}

export type RelationKind = 'table' | 'partitioned' | 'view' | 'materialized view'

export interface RelationPlan extends Named {
  readonly kind: RelationKind
  readonly owner: string
  readonly grants: readonly Grant[]
  readonly columns: readonly ColumnPlan[]
  /** Primary key and unique constraints and indexes over plain columns, of the whole table. */
  readonly keys: readonly KeyPlan[]
  /** What its columns refer to: foreign keys. The clone doesn't hold them, its rows do. */
  readonly references: readonly ReferencePlan[]
  /** CHECK constraints as PostgreSQL prints them. They tell what values look like; the clone doesn't hold them. */
  readonly checks: readonly string[]
  /** Tables it inherits from, in order; for a partition, the table it is one of. */
  readonly parents: readonly Named[]
  /** Of a partitioned table: `RANGE (placed_at)`. */
  readonly partitionKey?: string
  /** Of a partition: `FOR VALUES FROM (…) TO (…)`, or `DEFAULT`. */
  readonly bound?: string
  readonly security: { readonly enabled: boolean; readonly forced: boolean }
  readonly policies: readonly PolicyPlan[]
  /** Of a view: its query, and its options as `name=value`. */
  readonly query?: string
  readonly options: readonly string[]
  /** Whether the serving role may read it, however it came by that. */
  readonly served: boolean
}

export interface ColumnPlan {
  readonly name: string
  /** Printed with schema and modifier: `numeric(10,2)`, `"app"."plan"`. */
  readonly type: string
  readonly value: ValueShape
  readonly nullable: boolean
  /** A collation other than the type's own, with its schema, quoted. */
  readonly collation?: string
  /** Whether equality of this column is equality of its bytes: not of citext, nor under a nondeterministic collation. */
  readonly exact: boolean
  /** The expression of a generated column: nothing is written to it. */
  readonly generated?: { readonly expression: string; readonly stored: boolean }
}

/** What a type takes, followed through domains to what it stands on. */
export type ValueShape =
  | {
      readonly is: 'scalar'
      /** The name in `pg_type`, of a built-in or an extension's type: `int4`, `varchar`, `citext`. */
      readonly base: string
      /** Most characters, or digits of bits; undefined without a limit. */
      readonly length?: number
      /** Of numeric: digits in all, and after the point. */
      readonly precision?: number
      readonly scale?: number
      /** The checks of the domains on the way, as PostgreSQL prints them. */
      readonly checks: readonly string[]
    }
  | { readonly is: 'enum'; readonly labels: readonly string[] }
  /** `delimiter` stands between elements in PostgreSQL's text: a comma, but for `box`. */
  | { readonly is: 'array'; readonly of: ValueShape; readonly delimiter: string }
  | {
      readonly is: 'composite'
      readonly fields: readonly { readonly name: string; readonly value: ValueShape }[]
    }
  | { readonly is: 'range'; readonly of: ValueShape; readonly multi: boolean }

export interface KeyPlan {
  readonly columns: readonly string[]
  readonly primary: boolean
}

export interface ReferencePlan {
  readonly columns: readonly string[]
  readonly to: Named
  readonly there: readonly string[]
}

export interface PolicyPlan {
  readonly name: string
  readonly restrictive: boolean
  readonly command: 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'
  readonly roles: readonly string[]
  /** As pg_get_expr prints it; absent where it has none. */
  readonly using?: string
  readonly check?: string
}
