import { formulaReferences, type Expression } from '../expression.ts'
import type { Field } from '../model.ts'
import { followAll } from './follow.ts'
import { fault, type Draft, type Loading } from './loading.ts'
import { referred } from './formula.ts'

/** Tells every cycle among fields that are computed from fields, once, by the path around it. */
export function checkCycles(loading: Loading): void {
  const state = new Map<string, 'open' | 'done'>()
  const path: string[] = []

  const visit = (model: Draft, field: Field): void => {
    const id = `${model.name}.${field.name}`
    if (state.get(id) === 'done') return
    if (state.get(id) === 'open') {
      const around = [...path.slice(path.indexOf(id)), id].join(' → ')
      fault(
        loading,
        field.at,
        `"${field.name}" is computed from itself: ${around}`,
        'no cycle',
        'Take one step out of the cycle',
      )
      return
    }
    state.set(id, 'open')
    path.push(id)
    for (const [next, of] of sources(loading, model, field)) visit(next, of)
    path.pop()
    state.set(id, 'done')
  }

  for (const model of loading.drafts.values()) {
    for (const field of model.fields.values()) visit(model, field)
  }
}

function sources(loading: Loading, model: Draft, field: Field): readonly (readonly [Draft, Field])[] {
  if (field.is === 'dimension') return field.from.is === 'sql' ? reached(loading, model, field.from.expr) : []
  if (field.is === 'link' || field.computation.is !== 'formula') return []
  return formulaReferences(field.computation.formula).flatMap((reference) => {
    const found = referred(loading, model, reference)
    return found ? [found] : []
  })
}

function reached(
  loading: Loading,
  model: Draft,
  expression: Expression,
): readonly (readonly [Draft, Field])[] {
  return followAll(loading, model, expression).map(({ models, dimension }) => [
    models.at(-1) ?? model,
    dimension,
  ])
}
