import type { Calendar, WeekDay } from '../../engine/query.ts'
import { months } from '../schema/words.ts'
import type { Collected } from './collect.ts'
import { argument, type Reading } from './reading.ts'

/** The calendar of a root field; nothing where it is the plain one. */
export function readCalendar(reading: Reading, field: Collected): { readonly calendar?: Calendar } {
  const timezone = argument(reading, field, 'timezone')
  const weekStart = argument(reading, field, 'weekStart')
  const yearStart = argument(reading, field, 'yearStart')
  const calendar: Calendar = {
    ...(timezone.present && { timezone: timezone.operand('TimeZone') }),
    ...(weekStart.present && { weekStart: weekStart.constant() as WeekDay }),
    ...(yearStart.present && { yearStart: monthNumber(yearStart.constant() as (typeof months)[number]) }),
  }
  return Object.keys(calendar).length > 0 ? { calendar } : {}
}

function monthNumber(month: (typeof months)[number]): number {
  return months.indexOf(month) + 1
}
