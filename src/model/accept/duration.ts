import type { Accept } from './accept.ts'

const DURATION =
  /^(?<sign>[+-]?)P(?!$)(?:(?<years>\d{1,5})Y)?(?:(?<months>\d{1,5})M)?(?:(?<weeks>\d{1,5})W)?(?:(?<days>\d{1,5})D)?(?:T(?!$)(?:(?<hours>\d{1,6})H)?(?:(?<minutes>\d{1,6})M)?(?:(?<seconds>\d{1,8})(?:\.(?<fraction>\d{1,6}))?S)?)?$/

/**
 * ISO 8601. A minus goes before each number (`-P1Y2M` becomes `P-1Y-2M`), which is how PostgreSQL's interval reads it;
 * weeks become days, and what is zero is left out.
 */
export const acceptDuration: Accept = (input) => {
  const groups = typeof input === 'string' ? DURATION.exec(input)?.groups : undefined
  if (!groups) return undefined
  const { sign, years, months, weeks, days, hours, minutes, seconds, fraction } = groups
  const minus = sign === '-' ? '-' : ''
  const part = (count: string | number | undefined, unit: string) =>
    Number(count ?? 0) === 0 ? '' : `${minus}${Number(count)}${unit}`
  const date = part(years, 'Y') + part(months, 'M') + part(Number(weeks ?? 0) * 7 + Number(days ?? 0), 'D')
  const micros = fraction?.replace(/0+$/, '')
  const time = part(hours, 'H') + part(minutes, 'M') + part(micros ? `${seconds}.${micros}` : seconds, 'S')
  if (date === '' && time === '') return 'PT0S'
  return `P${date}${time && `T${time}`}`
}
