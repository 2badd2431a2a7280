import { SluiceError } from '../../base/errors.ts'
import type { Operand } from '../query.ts'
import type { Axis, Measured, Spot } from './axis.ts'
import type { Asked } from './where.ts'

/** What a measure is asked for. */
export interface Ask extends Measured {
  /** The grouping that it is computed at. */
  readonly axes: readonly Axis[]
  /** The grouping of the rows that it stands in, where that is a finer one: its time is what `shift` moves. */
  readonly within?: readonly Axis[]
  /** Whether no row shows it (it orders, or is compared): then it gives no groups. */
  readonly unseen?: true
  /** Which rows are measured. */
  readonly asked: Asked | undefined
  /** Which of them this measure alone is about. */
  readonly filter?: Asked
  readonly shift?: Operand
  /** The time of its own that a measure goes along: `shift` moves it where rows are grouped by none. */
  readonly along?: Spot
  /** Over all periods up to the group's. */
  readonly running?: true
  /** Of the groups beyond a part's limit, which are these axes'. */
  readonly beyond?: { readonly part: number; readonly axes: readonly Axis[] }
}

/** The one time that a question is grouped by. @throws INVALID_REQUEST where it is none, or not cut into periods */
export function timeAxis(axes: readonly Axis[]): Axis {
  const times = axes.filter(({ time }) => time)
  const [axis, other] = times
  if (!axis || other) throw notOne(times)
  if (!axis.by) throw uncut(axis)
  return axis
}

export function notOne(times: readonly Axis[]): SluiceError {
  const named = times.map(({ label, by }) => `"${label}"${by ? ` by ${by}` : ''}`).join(', ')
  return new SluiceError('INVALID_REQUEST', {
    what: times.length > 0 ? `Rows are grouped by several times: ${named}` : 'Rows are grouped by no time',
    expected: 'exactly one time to go along',
    cure: 'Group by one, such as placedAt(by: MONTH)',
  })
}

export function uncut({ label }: Axis): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: `Rows are grouped by "${label}" as it is`,
    expected: 'periods to go along',
    cure: `Give it a granularity: ${label}(by: DAY)`,
  })
}
