import { invariant } from '../../base/errors.ts'
import type { Computation, MeasureKind } from './kind.ts'

export const takesOfConversion = ['RATE', 'COUNT'] as const

/**
 * `@measure(conversion: {per: "{id}", at: "createdAt", to: "Order", toPer: "{customer.id}", toAt: "placedAt", within:
 * "P7D"})`: of the entities that did the one, the part (or the number) that did the other within a time after it.
 * `where` beside it is the first event's, `toWhere` the second's. What isn't said of the second is as of the first.
 */
export const conversion: MeasureKind = {
  name: 'conversion',
  takes: 'events',
  arguments: {
    per: { type: 'text', required: true },
    at: { type: 'text', required: true },
    to: { type: 'text' },
    toPer: { type: 'text' },
    toAt: { type: 'text' },
    toWhere: { type: 'text' },
    within: { type: 'duration', required: true },
    take: { type: 'word', words: takesOfConversion },
  },
  filtered: true,
  along: false,
  additive: false,
  reveals: true,
  // Of no entities at all there is no part; none of them is a number.
  neverNull: counts,
  types: (_of, computation) => (counts(computation) ? ['Int', 'BigInt'] : ['Decimal', 'Float']),
  compute({ events, where }) {
    invariant(events, 'a conversion takes events')
    return { is: 'conversion', ...events, ...(where && { where }) }
  },
}

function counts(computation: Computation): boolean {
  return computation.is === 'conversion' && computation.take === 'COUNT'
}
