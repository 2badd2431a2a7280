import fc, { type GeneratorValue } from 'fast-check'
import type { GraphQLSchema } from 'graphql'
import { ask, type Asked } from '../oracle/requests.ts'
import { fuzzed, type Fuzzed } from './tenants.ts'

/** One thing that happens. What is drawn is drawn before anything runs, so that a seed gives the same script again. */
export type Step =
  | {
      readonly is: 'ask'
      readonly of: Fuzzed
      readonly roles: readonly string[]
      readonly asked: Asked
      readonly accept: string
      /** The client goes away after so many ms. */
      readonly goesAfter?: number
    }
  /** Its tokens are refused from now on, or no longer. */
  | { readonly is: 'suspend' | 'resume'; readonly of: Fuzzed }
  /** Somebody holds a table for so many ms: who reads it waits, and some run out of time. */
  | { readonly is: 'hold'; readonly table: string; readonly ms: number }
  /** A connection's process in the database dies. */
  | { readonly is: 'kill' }

/** What a page may begin after: cursors that were given out, to whomever. A script names them by their place. */
export const someCursor = (n: number) => `cursor of ${n}`
const CURSORS = 20

const exported = [
  '{ customers { nodes { id name region referrer { name } } } }',
  '{ orders(where: { items: { some: { quantity: { gt: 2 } } } }) { nodes { id note customer { name } } } }',
  '{ orderMetrics { rows { customer { name } orderCount } } }',
  '{ metrics { rows { customer { name } orderMetrics { lastNote } levelMetrics { lastWord } } } }',
]

const broken = [
  '{ orders(where: { placedAt: { inLast: "P99999Y" } }) { nodes { note } } }',
  '{ customers { nodes { name } } orders(where: { placedAt: { inLast: "P99999Y" } }) { nodes { note } } }',
  '{ customers { nodes { nothing } } }',
  '{ orderMetrics(limit: -1) { totals { orderCount } } }',
  '{ customers(first: 1, after: "nonsense") { nodes { name } } }',
]

/** Plain questions, which are sure to be answered with rows. */
const plain = [
  '{ customers(orderBy: [{ name: DESC }]) { totalCount nodes { name orders { nodes { note } } } edges { cursor } } }',
  '{ orders(first: 5) { nodes { note customer { name } items { nodes { order { note } } } } pageInfo { endCursor } } }',
  '{ orderMetrics { rows { customer { name } lastNote } } }',
  '{ visits { nodes { page customer { name } } } levels { nodes { note } } }',
]

export function script(g: GeneratorValue, schema: GraphQLSchema, length: number): readonly Step[] {
  return Array.from({ length }, () => step(g, schema))
}

function step(g: GeneratorValue, schema: GraphQLSchema): Step {
  const among = <T>(of: readonly T[]): T => of[g(fc.nat, of.length - 1)] as T
  const of = among(fuzzed)
  const dice = g(fc.nat, 99)
  if (dice < 2) return { is: 'suspend', of }
  if (dice < 8) return { is: 'resume', of }
  if (dice < 10) return { is: 'kill' }
  if (dice < 12) return { is: 'hold', table: among(['visits', 'levels', 'orders']), ms: among([50, 600]) }
  const roles = among([[], ['analyst']])
  const goes = dice < 25 ? { goesAfter: g(fc.nat, 30) } : {}
  const request = (query: string, accept = 'application/json'): Step => ({
    is: 'ask',
    of,
    roles,
    asked: { query, variables: {} },
    accept,
    ...goes,
  })
  if (dice < 35) return request(among(exported), among(['text/csv', 'application/jsonl']))
  if (dice < 42) return request(among(broken))
  if (dice < 65) return request(among(plain))
  const cursors = Array.from({ length: CURSORS }, (_, n) => someCursor(n))
  return { is: 'ask', of, roles, asked: ask(g, schema, cursors), accept: 'application/json', ...goes }
}
