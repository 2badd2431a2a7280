import type { Random } from 'fast-check'

/** Random choices, so that what builds a world or a question reads as one. */
export class Choice {
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** From `min` to `max`, both included. */
  int(min: number, max: number): number {
    return this.#random.nextInt(min, max)
  }

  chance(percent: number): boolean {
    return this.int(1, 100) <= percent
  }

  one<T>(of: readonly T[]): T {
    if (of.length === 0) throw new RangeError('nothing to choose from')
    return of[this.int(0, of.length - 1)] as T
  }

  /** `count` different ones at most, in a random order. */
  some<T>(of: readonly T[], count: number): T[] {
    const left = [...of]
    const taken: T[] = []
    while (taken.length < count && left.length > 0)
      taken.push(...left.splice(this.int(0, left.length - 1), 1))
    return taken
  }

  shuffled<T>(of: readonly T[]): T[] {
    return this.some(of, of.length)
  }

  times<T>(count: number, make: (i: number) => T): T[] {
    return Array.from({ length: count }, (_, i) => make(i))
  }
}
