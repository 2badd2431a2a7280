import type { Fault } from '../../base/fault.ts'
import type { Dimension } from '../../model/model.ts'
import { clockOf } from './carry.ts'

/** Holds the zone of a time against the type that it is read from; `source` says what that is, for the message. */
export function checkClock(
  { name, type: declared, zone, at }: Dimension,
  source: string,
  type: string,
): Fault | undefined {
  const clock = declared === 'DateTime' ? clockOf(type) : undefined
  if (clock === 'instant' && zone !== undefined) {
    return {
      what: `The field "${name}" has the zone ${zone}, but ${source} is ${type}`,
      at,
      expected: 'a zone for a timestamp without time zone alone',
      cure: 'Remove the zone: the value tells the instant itself',
    }
  }
  if (clock === 'wall' && zone === undefined) {
    return {
      what: `The field "${name}" is read as UTC: ${source} is ${type}`,
      at,
      expected: 'the zone whose clock it shows, such as @time(zone: "Europe/Paris")',
      cure: 'Write the zone; if it is UTC, @time(zone: "UTC")',
      severity: 'warning',
    }
  }
  return undefined
}
