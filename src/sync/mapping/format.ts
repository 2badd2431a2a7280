import { SluiceError } from '../../base/errors.ts'
import { operandKinds } from '../../model/operands.ts'
import { datePattern } from './pattern.ts'
import type { FieldDirective, Wrong } from './directive.ts'
import { plain } from './writer.ts'

interface Arguments {
  readonly date: string
  readonly timezone?: string
}

/** `@format(date: "yyyy-MM-dd", timezone: "Europe/Paris")`: a day or an instant as text. Without a zone: UTC. */
export const format: FieldDirective<Arguments> = {
  name: 'format',
  check: ({ date, timezone }, column) => {
    if (column.type !== 'Date' && column.type !== 'DateTime') {
      return {
        what: `@format is on \`${column.field}\`, which is ${column.type}`,
        expected: 'a Date or a DateTime',
        cure: 'Take @format away',
      }
    }
    return wrongPattern(date) ?? (timezone === undefined ? undefined : wrongZone(timezone))
  },
  gives: ({ date }, before) => ({ type: days.has(date) ? 'date' : 'string', nullable: before.nullable }),
  wrap: ({ date, timezone }, inner) => {
    const pattern = datePattern(date, timezone ?? 'UTC')
    return (text) => {
      const value = inner(text)
      if (typeof value !== 'string' || value === 'null') return value
      return JSON.stringify(pattern(plain(value)))
    }
  },
}

const days: ReadonlySet<string> = new Set(['yyyy-MM-dd'])

function wrongPattern(date: string): Wrong | undefined {
  try {
    datePattern(date, 'UTC')
    return undefined
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error
    return {
      what: error.parts.what,
      expected: error.parts.expected ?? 'a date pattern',
      cure: 'Put text that isn’t a part of the date between single quotes',
    }
  }
}

function wrongZone(timezone: string): Wrong | undefined {
  try {
    operandKinds.TimeZone.accept(timezone)
    return undefined
  } catch {
    return {
      what: `There is no time zone "${timezone}"`,
      expected: operandKinds.TimeZone.expected,
      cure: 'Correct its name',
    }
  }
}
