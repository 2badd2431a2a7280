/**
 * Chance from a seed, the same on every machine: integer arithmetic only, since `Math.log` and its kin may differ in
 * the last bit from one engine to the next.
 */
export interface Chance {
  /** An integer from 0 to `below` − 1. */
  below(limit: number): number
  /** An integer from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** True in `percent` of 100 cases. */
  percent(percent: number): boolean
  pick<T>(from: readonly T[]): T
  /** One of the entries, each as likely as its integer weight says. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
}

/** `words` name the stream: streams with different words are independent, so a shop's data doesn't depend on others'. */
export function chance(...words: readonly (string | number)[]): Chance {
  const next = sfc32(words.join('/'))
  const below = (limit: number) => Math.floor((next() * limit) / 2 ** 32)
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    percent: (percent) => below(100) < percent,
    pick: (from) => from[below(from.length)]!,
    weighted: (from) => {
      let left = below(from.reduce((sum, [, weight]) => sum + weight, 0))
      return from.find(([, weight]) => (left -= weight) < 0)![0]
    },
  }
}

/** Doty-Humphrey's small fast counter: 128 bits of state, unsigned 32-bit integers out. */
function sfc32(seed: string): () => number {
  let [a, b, c] = [hash(seed, 1), hash(seed, 2), hash(seed, 3)]
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let warm = 0; warm < 12; warm++) next()
  return next
}

// FNV-1a, salted.
function hash(text: string, salt: number): number {
  let h = (0x811c9dc5 ^ Math.imul(salt, 0x9e3779b1)) | 0
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}
