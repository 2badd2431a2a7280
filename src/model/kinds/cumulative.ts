import type { AlongKind } from './along.ts'

const periods = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const

/**
 * `@measure(sum: "{amount}", cumulative: {over: "placedAt", window: "P30D"})`: over all rows up to the end of the
 * group's period: of the trailing window, or since the start of a period (`toDate: MONTH`), or of all time.
 */
export const cumulative: AlongKind = {
  name: 'cumulative',
  arguments: {
    over: { type: 'text', required: true },
    window: { type: 'duration' },
    toDate: { type: 'word', words: periods },
  },
  make({ window, toDate }, _model, over) {
    if (window !== undefined && toDate !== undefined) {
      return {
        at: 'toDate',
        what: 'cumulative has both a window and toDate',
        expected: 'either one, or neither for all time',
        cure: 'Remove one',
      }
    }
    if (window?.includes('T') && over.type === 'Date') {
      return {
        at: 'window',
        what: `The window is shorter than a day, but "${over.name}" is a Date`,
        expected: 'whole days, such as "P30D"',
        cure: 'Correct the duration, or name a DateTime',
      }
    }
    const since = periods.find((one) => one === toDate)
    return Object.freeze({
      is: 'cumulative',
      over: over.name,
      ...(window !== undefined && { window }),
      ...(since && { toDate: since }),
    })
  },
  reveals: false,
  aggregated: (_along, of) => of,
}
