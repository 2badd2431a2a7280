/** For whom a value is made. */
export interface Spot {
  /** The tenant's place; undefined for what is nobody's. */
  readonly tenant: number | undefined
  /** How many tenants there are: numbers have a block of digits for each. */
  readonly tenants: number
  readonly canary: string
  /** Whether it has to differ from those of other rows: of the tenant's own for `own`, of everybody's for `all`. */
  readonly unique?: 'own' | 'all'
  readonly now: Date
}

/** What a type's modifier leaves room for. */
export interface Room {
  readonly length?: number
  readonly precision?: number
  readonly scale?: number
}

/** How values of one type are made: PostgreSQL's text of the `n`th, from 1. Different numbers give different values. */
export interface Maker {
  /** How many different values rows take where nothing says otherwise. */
  readonly span: number
  make(n: number, spot: Spot, room: Room): string
}

/** A number that no other row's has, for types that have no room for a canary: 1000 numbers a tenant. */
export function numberOf(n: number, { unique, tenant = 0 }: Spot): number {
  return unique === 'all' ? tenant * 1000 + n : n
}
