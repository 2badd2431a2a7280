import { GraphQLEnumType } from 'graphql'
import { periods } from '../../model/operands.ts'

function words(name: string, description: string, of: Readonly<Record<string, string>>): GraphQLEnumType {
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
  QUARTER: 'Quarters.',
  YEAR: 'Years.',
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
  SUNDAY: 'As in North America.',
  SATURDAY: 'As in much of the Middle East.',
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

/** Words that shape a plan: unlike the values of the model's enums they are never bound. */
export const shaping: ReadonlySet<string> = new Set(
  [Direction, Granularity, DateGranularity, WeekDay, Period].map(({ name }) => name),
)
