/** The same question in each contestant's own words. One who can't ask it has none, and an empty cell. */
export interface Workload {
  readonly name: string
  readonly says: string
  /** What is asked for one tenant. */
  readonly variables: (shop: Shop) => Readonly<Record<string, unknown>>
  readonly sluice: string
  /** What the limit puts together from Sluice's statements. */
  readonly roots: readonly Root[]
  readonly apollo: string
  readonly postgraphile: string
  /** Queries to Cube's GraphQL. */
  readonly cube?: string
  readonly drizzle?: (variables: Readonly<Record<string, unknown>>) => readonly DrizzleQuery[]
}

/** A tenant as it is asked about: who it is, and one of its customers who has bought. */
export interface Shop {
  readonly tenant: string
  readonly customer: string
}

/** A root field's name in the answer, the one field below it, and how many rows of a page are shown. */
export interface Root {
  readonly as: string
  readonly field: 'totals' | 'rows' | 'nodes' | 'one'
  readonly size?: number
}

/** A query to drizzle-cube in Cube's JSON, and the order in which the answer's columns are compared. */
export interface DrizzleQuery {
  readonly columns: readonly string[]
  readonly query: Readonly<Record<string, unknown>>
}

/** `where` of the orders that were placed in a workload's time. */
export const placed = 'where: { placedAt: { gte: $from, lt: $to } }'

/** The same for Cube. */
export const cubePlaced = 'placedAt: { afterOrOnDate: $from, beforeDate: $to }'

/** The same for drizzle-cube. */
export function drizzlePlaced({ from, to }: Readonly<Record<string, unknown>>) {
  return [
    { member: 'Orders.placedAt', operator: 'gte', values: [from] },
    { member: 'Orders.placedAt', operator: 'lt', values: [to] },
  ]
}

export const month = () => ({ from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' })
export const quarter = () => ({ from: '2026-08-03T00:00:00Z', to: '2026-11-01T00:00:00Z' })
export const year = () => ({ from: '2025-11-01T00:00:00Z', to: '2026-11-01T00:00:00Z' })
