import type { GraphQLField } from 'graphql'

export type ApiField = GraphQLField<unknown, unknown>

/** One thing that a request can do at a root field: select something, or give an argument. */
export interface Feature {
  /** What it tries, in words that the report shows: `Order.amount`, `orders(where.amount.gt)`. */
  readonly covers: string
  /** Arguments of the root field, as values of their types. */
  readonly args: Readonly<Record<string, unknown>>
  /** Selected below the root field; empty means what is selected anyway. */
  readonly select: string
  /** How far it reaches: 0 is tried by every run, 1 by every run that isn't quick, 2 as far as time allows. */
  readonly rank: 0 | 1 | 2
}

/** Two features in one request; undefined where one argument can't hold both. */
export function together(a: Feature, b: Feature): Feature | undefined {
  const args: Record<string, unknown> = { ...a.args }
  for (const [name, value] of Object.entries(b.args)) {
    const both = Object.hasOwn(args, name) ? merged(name, args[name], value) : value
    if (both === undefined) return undefined
    args[name] = both
  }
  return { covers: `${a.covers} + ${b.covers}`, args, select: joined(a.select, b.select), rank: 2 }
}

function merged(name: string, a: unknown, b: unknown): unknown {
  if (name === 'where' || name === 'having') return { and: [a, b] }
  return Array.isArray(a) && Array.isArray(b) ? [...(a as unknown[]), ...(b as unknown[])] : undefined
}

function joined(a: string, b: string): string {
  return [...new Set([a, b].filter((text) => text !== ''))].join(' ')
}
