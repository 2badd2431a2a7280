import type { Change, Outcome } from '../contract.ts'

/** The same outcome for each of the changes. */
export function all(changes: readonly Change[], outcome: Outcome): Outcome[] {
  return changes.map(() => outcome)
}

/** An answer that the far side gave for one record: `at` is the change's index, undefined if it names none of ours. */
export interface Answered {
  readonly at: number | undefined
  readonly outcome: Outcome
}

/**
 * One outcome per change, in order. A record without an answer, or with two that differ, is `unknown`:
 * silence is never taken for success.
 */
export function join(changes: readonly Change[], answers: Iterable<Answered>): Outcome[] {
  const found = new Map<number, Outcome>()
  for (const { at, outcome } of answers) {
    if (at === undefined || changes[at] === undefined) continue
    const before = found.get(at)
    found.set(at, before === undefined || same(before, outcome) ? outcome : CONTRADICTED)
  }
  return changes.map((_, at) => found.get(at) ?? UNANSWERED)
}

/** The last check on what a connector returns: a wrong number of outcomes can't be told apart, so none counts. */
export function align(changes: readonly Change[], outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.length === changes.length ? outcomes : all(changes, MISCOUNTED)
}

const UNANSWERED: Outcome = { is: 'unknown', reason: 'The far side gave no answer for this record' }
const CONTRADICTED: Outcome = {
  is: 'unknown',
  reason: 'The far side gave two different answers for this record',
}
const MISCOUNTED: Outcome = { is: 'unknown', reason: 'The answers could not be told apart' }

function same(a: Outcome, b: Outcome): boolean {
  if (a.is !== b.is) return false
  return a.is !== 'delivered' || b.is !== 'delivered' || a.farId === b.farId
}
