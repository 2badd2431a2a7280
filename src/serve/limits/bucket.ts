/** How much there is at most, and how much of it comes back in how many ms. */
export interface Refill {
  readonly most: number
  readonly amount: number
  readonly perMs: number
}

/**
 * A token bucket. It holds what is used up, in parts of a token so small that a millisecond gives back a whole number of
 * them: nothing is rounded, so it is exact however often it is asked.
 */
export class Bucket {
  #used = 0
  #at: number

  constructor(now: number) {
    this.#at = now
  }

  /** Takes `count` if there are so many. @returns ms until there would be; 0 where they were taken, Infinity where there never are */
  take(count: number, { most, amount, perMs }: Refill, now: number): number {
    // A clock that was set back gives nothing, and takes nothing away.
    this.#used = Math.max(0, this.#used - Math.max(0, now - this.#at) * amount)
    this.#at = now
    if (count > most) return Infinity
    const over = this.#used + (count - most) * perMs
    if (over > 0) return Math.ceil(over / amount)
    this.#used += count * perMs
    return 0
  }

  /** How many whole tokens are left, as of the last time it was asked. */
  left({ most, perMs }: Refill): number {
    return Math.max(0, Math.floor(most - this.#used / perMs))
  }
}
