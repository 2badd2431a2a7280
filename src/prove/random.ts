/** Draws that are the same each time for the same seed, so that what was found can be found again. */
export interface Random {
  /** A whole number from 0 up to, but not with, `below`. */
  below(below: number): number
  among<T>(of: readonly [T, ...(readonly T[])]): T
  /** The same things in another order. */
  shuffled<T>(of: readonly T[]): T[]
}

/** Mulberry32: small, and good enough for an order. Nothing here is a secret. */
export function openRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (most: number) => Math.floor(next() * most)
  return {
    below,
    among: (of) => of[below(of.length)] ?? of[0],
    shuffled(of) {
      const order = [...of]
      for (let i = order.length - 1; i > 0; i--) {
        const j = below(i + 1)
        ;[order[i], order[j]] = [order[j] as (typeof order)[number], order[i] as (typeof order)[number]]
      }
      return order
    },
  }
}
