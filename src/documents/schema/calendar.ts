import { scalars } from './scalars.ts'
import { Month, WeekDay } from './words.ts'

/** Where days, weeks and years begin, for a whole root field. */
export const calendarArguments = {
  timezone: {
    type: scalars.TimeZone,
    description:
      'Where days begin, such as "Europe/Paris"; instants are printed as its clocks show them. UTC if absent. Dates are never moved.',
  },
  weekStart: { type: WeekDay, description: 'The day that weeks begin on; Monday if absent.' },
  yearStart: {
    type: Month,
    description: 'The month that (fiscal) years begin with, and quarters after it; January if absent.',
  },
} as const
