import { never } from '../../base/errors.ts'
import type { Formula } from '../expression.ts'
import { nearest } from '../nearest.ts'
import type { Measure } from '../model.ts'
import { fault, listed, placeIn, type Draft, type Loading } from './loading.ts'
import type { RawField } from './field.ts'

type MeasureReference = Extract<Formula, { is: 'measure' }>

/** The measures that a formula reads. */
export function formulaReferences(formula: Formula): readonly MeasureReference[] {
  switch (formula.is) {
    case 'number':
      return []
    case 'measure':
      return [formula]
    case 'negate':
      return formulaReferences(formula.of)
    case 'binary':
      return [...formulaReferences(formula.left), ...formulaReferences(formula.right)]
    case 'call':
      return formula.args.flatMap(formulaReferences)
    default:
      return never(formula)
  }
}

/** Checks that a formula's references are numeric measures of the same model. */
export function checkFormula(loading: Loading, draft: Draft, raw: RawField, measure: Measure): void {
  const text = raw.directives.get('measure')?.texts.get(measure.kind)
  if (measure.computation.is !== 'formula' || !text) return
  const measures = [...draft.fields.values()]
    .filter((field) => field.is === 'measure' && field.name !== measure.name)
    .map(({ name }) => name)
  for (const { path, offset } of formulaReferences(measure.computation.formula)) {
    const [name = ''] = path
    if (draft.broken.has(name)) continue
    const field = path.length === 1 ? draft.fields.get(name) : undefined
    if (field?.is === 'measure') continue
    const near = nearest(name, measures)
    fault(
      loading,
      placeIn(text.node, offset),
      field ? `{${name}} is no measure` : `{${path.join('.')}}: "${draft.name}" has no such measure`,
      `one of the other measures of ${draft.name}: ${listed(measures)}`,
      near ? `Write {${near}}` : 'Declare the measure, or correct the name',
    )
  }
}
