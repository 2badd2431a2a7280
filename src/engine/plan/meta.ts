import type { Model } from '../../model/model.ts'
import type { MetaField } from '../query.ts'
import type { Lens } from '../resolve.ts'
import { present } from './span.ts'
import { moved, lasting } from './calendar.ts'
import type { Expr } from './expr.ts'
import { Frame } from './frame.ts'

/** What is known of an answer beside its numbers. */
export interface MetaPlan {
  readonly fields: readonly MetaField[]
  readonly overlapping: readonly string[]
  /** The models whose freshness is declared; none is asked where none is wanted. */
  readonly sources: readonly Freshness[]
}

/** When the newest row of a model was loaded, and whether that is recent enough. */
export interface Freshness {
  readonly frame: Frame
  readonly loaded: Expr
  /** The instant that it must not be before. */
  readonly due: Expr | undefined
}

export function planMeta(
  lens: Lens,
  models: readonly Model[],
  fields: readonly MetaField[],
  overlapping: readonly string[],
  alias: (prefix: string) => string,
): MetaPlan {
  const wanted = fields.some(({ is }) => is === 'asOf' || is === 'fresh')
  const sources = models.flatMap((model): readonly Freshness[] => {
    const { freshness } = model
    if (!wanted || !freshness) return []
    const frame = new Frame(lens.models, model, alias)
    const now = present('now', 'DateTime', lens.calendar)
    const due =
      freshness.warn === undefined
        ? undefined
        : moved(now, lasting(freshness.warn), -1, 'DateTime', undefined)
    return [{ frame, loaded: { is: 'column', table: frame.root, column: freshness.column }, due }]
  })
  return { fields, overlapping, sources }
}
