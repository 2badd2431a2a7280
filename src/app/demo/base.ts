import type { Life } from './season.ts'
import type { Shop } from './shops.ts'

/** What every part of a shop's history needs to know. */
export interface Base {
  readonly shop: Shop
  readonly life: Life
  /** The end of the history, in milliseconds since 1970: nothing happens after it. */
  readonly now: number
  readonly loadedAt: string
}

/** An instant as PostgreSQL and JSON read it. */
export function instant(ms: number): string {
  return new Date(ms).toISOString()
}

/** The instant, or null where it hasn't come yet. */
export function unlessLater(ms: number, { now }: Base): string | null {
  return ms > now ? null : instant(ms)
}
