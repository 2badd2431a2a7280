import { numberOf, type Maker, type Spot } from './maker.ts'

const DAY_MS = 86_400_000
const TWO_YEARS = 730

export const dates: Maker = { span: TWO_YEARS, make: (n, spot) => instant(n, spot).slice(0, 10) }

export const instants: Maker = { span: TWO_YEARS, make: (n, spot) => instant(n, spot) }

export const clocks: Maker = {
  span: 200,
  make: (n, spot) => `${two(Math.floor(numberOf(n, spot) / 60) % 24)}:${two(n % 60)}:00`,
}

export const intervals: Maker = { span: 60, make: (n, spot) => `${numberOf(n, spot)} days` }

// Much SQL asks for the last month or quarter: every other row is as young as that.
const LATELY = 45

/** So many days ago, each at another time of the day. */
function instant(n: number, spot: Spot): string {
  const days = spot.unique === undefined && n % 2 === 0 ? n % LATELY : numberOf(n, spot)
  return new Date(spot.now.getTime() - days * DAY_MS - ((days * 37) % 1440) * 60_000).toISOString()
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}
