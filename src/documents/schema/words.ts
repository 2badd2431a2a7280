import { GraphQLEnumType } from 'graphql'
import { periods } from '../../model/operands.ts'

/** An enum and what each of its words means. */
export function words(
  name: string,
  description: string,
  of: Readonly<Record<string, string>>,
): GraphQLEnumType {
  const values = Object.fromEntries(Object.entries(of).map(([word, says]) => [word, { description: says }]))
  return new GraphQLEnumType({ name, description, values })
}

export const Direction = words(
  'Direction',
  'Which way rows are ordered. Nulls come last unless said otherwise.',
  {
    ASC: 'Smallest first.',
    DESC: 'Largest first.',
    ASC_NULLS_FIRST: 'Nulls, then the smallest.',
    DESC_NULLS_FIRST: 'Nulls, then the largest.',
  },
)

const grains = {
  MINUTE: 'Minutes.',
  HOUR: 'Hours.',
  DAY: 'Days.',
  WEEK: 'Weeks, which begin on `weekStart`.',
  MONTH: 'Months.',
  QUARTER: 'Quarters of the year that begins with `yearStart`.',
  YEAR: 'Years, which begin with `yearStart`.',
}

export const Granularity = words(
  'Granularity',
  'The periods that a time is cut into; the answer is their start.',
  grains,
)

const { MINUTE: _minute, HOUR: _hour, ...days } = grains
export const DateGranularity = words('DateGranularity', 'The periods that a date is cut into.', days)

export const WeekDay = words('WeekDay', 'The day on which weeks begin.', {
  MONDAY: 'As ISO 8601 has it.',
  TUESDAY: 'From Tuesday to Monday.',
  WEDNESDAY: 'From Wednesday to Tuesday.',
  THURSDAY: 'From Thursday to Wednesday.',
  FRIDAY: 'From Friday to Thursday.',
  SATURDAY: 'As in much of the Middle East.',
  SUNDAY: 'As in North America.',
})

/** In the calendar's order: a month's number is its place, from 1. */
export const months = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const

export const Month = words(
  'Month',
  'The month that years begin with.',
  Object.fromEntries(
    months.map((month, i) => [
      month,
      i === 0 ? 'The calendar’s own year.' : `Month ${i + 1} of the calendar.`,
    ]),
  ),
)

export const Share = words('Share', 'What a measure is a part of.', {
  TOTAL: 'Of all groups together, or of those that `within` puts together.',
})

export const Rank = words('Rank', 'Which value takes the first place.', {
  ASC: 'The smallest.',
  DESC: 'The largest.',
})

export const Period = words(
  'Period',
  'A span of the calendar around now.',
  Object.fromEntries(
    Object.entries(periods).map(([name, { grain, back }]) => [
      name,
      `The ${grain.toLowerCase()} ${back === 0 ? 'that now is in' : 'before the one that now is in'}.`,
    ]),
  ),
)
