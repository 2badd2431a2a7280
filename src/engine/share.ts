import { invariant } from '../base/errors.ts'
import { begin, pieceOf, type Ground, type Program, type SharedScan } from './compile.ts'
import type { Viewer } from './contract.ts'
import { leading } from './leading.ts'
import { MOST_SHARED_GROUPS } from './plan/alike.ts'
import { planMetrics } from './plan/metrics.ts'
import { isPlainFor } from './plan/sieve.ts'
import { isSteadyBase } from './plan/steady.ts'
import { renderMetrics } from './render/metrics.ts'
import { metricsAnswer } from './run/answer.ts'

/** The programs of one request, those about the same rows with the scan that they share. */
export function share(ground: Ground, programs: readonly Program[], viewer: Viewer): readonly Program[] {
  const alike = Map.groupBy(programs, ({ sameRows }) => sameRows)
  const scans = new Map<string, SharedScan>()
  for (const [key, group] of alike) {
    const scan = key !== undefined && group.length > 1 ? sharedScan(ground, group, viewer) : undefined
    if (key !== undefined && scan) scans.set(key, scan)
  }
  return programs.map((program) => {
    const scan = scans.get(program.sameRows ?? '')
    if (!scan) return program
    return { ...program, shared: { scan, question: alike.get(program.sameRows)?.indexOf(program) ?? 0 } }
  })
}

function sharedScan(ground: Ground, programs: readonly Program[], viewer: Viewer): SharedScan | undefined {
  const queries = programs.map(({ query }) => {
    invariant(query.is === 'metrics', 'metrics share scans')
    return query
  })
  const [first] = queries
  invariant(first, 'a scan is shared by somebody')
  const { lens, rendering, frame } = begin(ground, leading(first), viewer, first.model)
  const plan = planMetrics(lens, queries, frame)
  if (plan.axes.length > MOST_SHARED_GROUPS) return undefined
  const [scan] = renderMetrics(rendering, plan)
  invariant(scan, 'questions about rows have a statement')
  const piece = pieceOf(
    scan,
    plan.bases.every((base) => isSteadyBase(base, isPlainFor(lens))),
  )
  return { piece, answer: (question, rows) => metricsAnswer(plan, question, [rows]) }
}
