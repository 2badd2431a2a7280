import type { Question } from './print.ts'

/**
 * Questions with a part less, the biggest parts first: a whole argument, an element of a list, a condition for one of
 * those in it. What the API wouldn't take is left out.
 */
export function* simpler(question: Question, accepts: (question: Question) => boolean): Generator<Question> {
  if (question.lifted) yield { ...question, lifted: false }
  for (const roots of reduced(question.roots)) {
    const one = { ...question, roots: roots as Question['roots'] }
    if (one.roots.length > 0 && accepts(one)) yield one
  }
}

/** Names whose absence means something simpler, where the type of a question lets them be absent. */
const optional = new Set([
  'where',
  'having',
  'limit',
  'offset',
  'others',
  'fill',
  'by',
  'nulls',
  'timezone',
  'weekStart',
  'yearStart',
  'shift',
  'share',
  'running',
  'rank',
  'within',
  'via',
  'time',
])
const fixed = new Set(['operands', 'path'])

function* reduced(value: unknown): Generator {
  if (Array.isArray(value)) yield* reducedList(value)
  else if (typeof value === 'object' && value !== null) yield* reducedObject(value as Record<string, unknown>)
}

function* reducedList(list: readonly unknown[]): Generator {
  for (let i = 0; i < list.length; i++) yield list.toSpliced(i, 1)
  for (const [i, one] of list.entries()) for (const less of reduced(one)) yield list.with(i, less)
}

function* reducedObject(object: Record<string, unknown>): Generator {
  // A condition by one of those in it.
  const { is, of } = object
  if (is === 'not') yield of
  if ((is === 'and' || is === 'or') && Array.isArray(of)) yield* of
  for (const name of Object.keys(object)) {
    if (optional.has(name))
      yield Object.fromEntries(Object.entries(object).filter(([other]) => other !== name))
  }
  for (const [name, value] of Object.entries(object)) {
    if (fixed.has(name)) continue
    for (const less of reduced(value)) {
      // A condition of no conditions says nothing.
      if (name !== 'of' || !Array.isArray(less) || less.length > 0) yield { ...object, [name]: less }
    }
  }
}
