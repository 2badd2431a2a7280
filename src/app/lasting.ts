import { SluiceError } from '../base/errors.ts'

const DURATION =
  /^P(?!$)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?!$)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/

/** The moment that lies an ISO 8601 duration, or a number of seconds, after `from`. @throws USAGE */
export function lasting(option: string, given: string, from: Date): Date {
  const [, years, months, weeks, days, hours, minutes, seconds] = DURATION.exec(given) ?? []
  const until = new Date(from)
  if (/^\d{1,9}$/.test(given)) until.setUTCSeconds(until.getUTCSeconds() + Number(given))
  else {
    const count = (digits: string | undefined) => Number(digits ?? 0)
    until.setUTCFullYear(until.getUTCFullYear() + count(years), until.getUTCMonth() + count(months))
    until.setUTCDate(until.getUTCDate() + 7 * count(weeks) + count(days))
    until.setUTCSeconds(until.getUTCSeconds() + 3_600 * count(hours) + 60 * count(minutes) + count(seconds))
  }
  if (until > from) return until
  throw new SluiceError('USAGE', {
    what: `${option} is "${given}"`,
    expected: 'an ISO 8601 duration, or a whole number of seconds',
    cure: `For ninety days: ${option} P90D. For a day: ${option} 86400`,
  })
}
