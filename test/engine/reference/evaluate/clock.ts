import type { Calendar, Operand, WeekDay } from '../../../../src/engine/query.ts'
import type { Clock } from '../values/calendar.ts'

const weekDays: readonly WeekDay[] = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
]

export function clockOf(calendar: Calendar | undefined): { clock: Clock; zone: string | undefined } {
  const zone = calendar?.timezone ? String(given(calendar.timezone)) : undefined
  return {
    zone,
    clock: {
      zone: zone ?? 'UTC',
      weekStart: weekDays.indexOf(calendar?.weekStart ?? 'MONDAY'),
      yearStart: calendar?.yearStart ?? 1,
    },
  }
}

/** The value of an operand. Questions are made with constants; the printer turns some into variables. */
export function given(operand: Operand): unknown {
  if (operand.is !== 'constant') throw new TypeError('questions are made with constants')
  return operand.value
}
