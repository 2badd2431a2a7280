import { usdRates, type Currency } from './shops.ts'

/** Cents as PostgreSQL reads a numeric. All amounts are integers of cents until here. */
export function dollars(cents: number): string {
  const whole = Math.floor(cents / 100)
  return `${whole}.${String(cents % 100).padStart(2, '0')}`
}

/** What `cents` of a dollar are in another currency, rounded to its smallest unit. Yen have no hundredths. */
export function local(cents: number, currency: Currency): string {
  const exact = cents * usdRates[currency]
  return currency === 'JPY'
    ? dollars(Math.round(exact / 1_000_000) * 100)
    : dollars(Math.round(exact / 10_000))
}
