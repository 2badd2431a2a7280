import type { Chance } from './random.ts'

export const dayMs = 86_400_000

// Sunday to Saturday; January to December. Weekends are busy, November towers, February is quiet.
const weekday = [115, 92, 90, 94, 98, 108, 124]
const month = [88, 80, 90, 93, 97, 95, 92, 94, 100, 106, 148, 136]

// How much of a day's buying falls into each local hour.
const hours = [2, 1, 1, 1, 1, 2, 3, 5, 7, 8, 9, 9, 10, 9, 8, 8, 8, 9, 11, 13, 14, 12, 8, 4].map(
  (weight, hour) => [hour, weight] as const,
)

/** How life goes with a shop, day by day. `first` and `last` are days since 1970 between which it is open. */
export interface Life {
  readonly first: number
  readonly last: number
  /** How much a day's trade grows, in thousandths of the first day's a year. */
  readonly growth: number
  /** It loses its customers over the last months, as one that leaves the platform does. */
  readonly fading: boolean
}

/** The orders of each day from `life.first` on: `total` in all, exactly. */
export function ordersByDay(life: Life, total: number, chance: Chance): readonly number[] {
  const weights: number[] = []
  for (let day = life.first; day <= life.last; day++) weights.push(weightOf(day, life, chance))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let passed = 0
  // The shares of a running total: nothing is lost or won by rounding.
  return weights.map((weight) => {
    const before = Math.floor((passed * total) / whole)
    passed += weight
    return Math.floor((passed * total) / whole) - before
  })
}

function weightOf(day: number, life: Life, chance: Chance): number {
  const date = new Date(day * dayMs)
  const season = weekday[date.getUTCDay()]! * month[date.getUTCMonth()]!
  const grown = 1000 + Math.floor((life.growth * (day - life.first)) / 365)
  const faded = life.fading ? Math.min(100, 10 + (life.last - day)) : 100
  return Math.max(1, Math.floor((season * grown * faded * chance.between(75, 125)) / 1_000_000))
}

/** An instant of the day (in milliseconds since 1970) as people of that offset spread it over their hours. */
export function momentOf(day: number, offset: number, chance: Chance): number {
  const hour = chance.weighted(hours)
  const local = hour * 3_600_000 + chance.below(3600) * 1000
  return day * dayMs + modulo(local - offset * 60_000)
}

// A moment stays within its UTC day, so that a day's count is a day's count.
function modulo(ms: number): number {
  return ((ms % dayMs) + dayMs) % dayMs
}
