import { LRUCache } from 'lru-cache'
import type { Compiled } from '../../engine/contract.ts'

/** A document made ready for one set of roles and one shape of variables. Holds nothing of any request. */
export interface Plan {
  readonly fields: readonly PlannedField[]
  /** In the order in which `fields` refer to them. */
  readonly compiled: readonly Compiled[]
}

/** A root field of the answer, its name ready as a JSON key. */
export type PlannedField =
  | { readonly is: 'query'; readonly as: string; readonly key: string; readonly required: boolean }
  | { readonly is: 'constant'; readonly key: string; readonly text: string }
  | { readonly is: 'introspection'; readonly as: string; readonly key: string }

/** Of all the plans kept: SQL text and keys, in characters. */
const ROOM = 32_000_000
const MOST = 5_000

/** Plans by document, operation, roles and shape of variables; the tenant is no part of it, since no plan knows one. */
export class Plans {
  readonly #kept = new LRUCache<string, Plan>({ max: MOST, maxSize: ROOM, sizeCalculation: size })
  #hits = 0
  #misses = 0

  get counts(): { readonly hits: number; readonly misses: number; readonly kept: number } {
    return { hits: this.#hits, misses: this.#misses, kept: this.#kept.size }
  }

  /** The plan, and whether it was there. */
  get(key: string, make: () => Plan): { readonly plan: Plan; readonly hit: boolean } {
    const kept = this.#kept.get(key)
    if (kept) {
      this.#hits++
      return { plan: kept, hit: true }
    }
    this.#misses++
    const plan = make()
    this.#kept.set(key, plan)
    return { plan, hit: false }
  }
}

// The parts can't run into each other: a hash has no space, and the others are written as JSON.
export function planKey(
  document: string,
  operation: string | null,
  roles: readonly string[],
  shape: string,
): string {
  return `${document} ${JSON.stringify([operation, roles])} ${shape}`
}

function size(plan: Plan, key: string): number {
  let sum = 1_000 + key.length
  for (const { statements } of plan.compiled) for (const { text } of statements) sum += 2 * text.length
  return sum
}
