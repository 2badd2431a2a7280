import type { Calendar } from '../../../../src/engine/query.ts'
import type { Choice } from '../world/choice.ts'
import { constant } from './condition.ts'

const zones = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Havana',
]

const weekDays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

export function randomCalendar(choice: Choice): Calendar {
  return {
    ...(choice.chance(50) ? { timezone: constant('TimeZone', choice.one(zones)) } : {}),
    ...(choice.chance(30) ? { weekStart: choice.one(weekDays) } : {}),
    ...(choice.chance(25) ? { yearStart: choice.int(1, 12) } : {}),
  }
}
