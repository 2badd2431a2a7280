import { SluiceError } from '../../base/errors.ts'
import type { MeasureSelection, MetricsQuery, Query, Selection } from '../../engine/query.ts'
import type { Limits } from './limits.ts'

/**
 * Counts how often the rows of the request's questions are gone through. A hundred measures of a model cost one scan;
 * a hundred of them shifted by a hundred durations cost a hundred more.
 * @throws TOO_COSTLY
 */
export function limitScans(queries: readonly Query[], { scans }: Limits): void {
  const count = queries.reduce((sum, query) => sum + scansOf(query), 0)
  if (count <= scans) return
  throw new SluiceError('TOO_COSTLY', {
    what: `The measures of the request go through their rows ${count} times`,
    expected: `at most ${scans}: once a question and model, and once for each other "shift", "running" and "share"`,
    cure: 'Shift measures by the same durations, or ask in several requests',
  })
}

/** Of a question for measures, at least 1; of one for rows 0: those are limited by their pages. */
export function scansOf(query: Query): number {
  return query.is === 'metrics' ? Math.max(1, scansIn(query).size) : 0
}

function scansIn({ fields }: MetricsQuery): ReadonlySet<string> {
  const scans = new Set<string>()
  const walk = (select: readonly Selection[], rows: string): void => {
    for (const selection of select) {
      if (selection.is === 'measure') scans.add(rows + scanOf(selection))
      else if (selection.is === 'measures') walk(selection.select, rowsOf(selection))
    }
  }
  for (const field of fields) if ('select' in field) walk(field.select, '')
  return scans
}

/** Measures of the same rows share a scan, whatever each of them keeps by its own `where`. */
function rowsOf({ model, where, time, via }: Extract<Selection, { is: 'measures' }>): string {
  return JSON.stringify([model, where, time, via])
}

function scanOf({ shift, running, share, within }: MeasureSelection): string {
  return JSON.stringify([shift, running, share && (within ?? [])])
}
