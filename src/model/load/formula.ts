import { formulaReferences, type MeasureReference } from '../expression.ts'
import { nearest } from '../nearest.ts'
import type { Measure } from '../model.ts'
import { valueTypes } from '../values.ts'
import { fault, listed, placeIn, type Draft, type Loading } from './loading.ts'
import type { RawField } from './field.ts'

/** The measure that a formula's reference means, and its model: this one, or one that the reference names. */
export function referred(
  loading: Loading,
  draft: Draft,
  { path }: MeasureReference,
): readonly [Draft, Measure] | undefined {
  const [first = '', second] = path
  const model = second === undefined ? draft : loading.drafts.get(first)
  const field = model?.fields.get(second ?? first)
  return model && field?.is === 'measure' && path.length < 3 ? [model, field] : undefined
}

/** Checks that a formula's references are numeric measures, of this model or of others in its warehouse. */
export function checkFormula(loading: Loading, draft: Draft, raw: RawField, measure: Measure): void {
  const text = raw.directives.get('measure')?.texts.get(measure.kind)
  if (measure.computation.is !== 'formula' || !text) return
  for (const reference of formulaReferences(measure.computation.formula)) {
    const wrong = complaint(loading, draft, measure, reference)
    if (!wrong) continue
    const [what, expected, cure] = wrong
    fault(loading, placeIn(text.node, reference.offset), what, expected, cure)
  }
}

type Wrong = readonly [what: string, expected: string, cure: string]

/** What is wrong with a reference; undefined where nothing is, or where it has been told. */
function complaint(
  loading: Loading,
  draft: Draft,
  measure: Measure,
  reference: MeasureReference,
): Wrong | undefined {
  const { path } = reference
  const shown = `{${path.join('.')}}`
  const model = path.length === 1 ? draft : otherModel(loading, draft, path)
  if (!model || !('fields' in model)) return model
  const name = path.at(-1) ?? ''
  if (model.broken.has(name)) return undefined
  const [, found] = referred(loading, draft, reference) ?? []
  if (found && valueTypes[found.type].numeric) return undefined
  const names = [...model.fields.values()]
    .filter((field) => field.is === 'measure' && field !== measure && valueTypes[field.type].numeric)
    .map((field) => field.name)
  if (found)
    return [`${shown} is of type ${found.type}`, numbersOf(model, names), 'Name a measure that is a number']
  const near = nearest(name, names)
  const cure = near
    ? `Write {${[...path.slice(0, -1), near].join('.')}}`
    : 'Declare the measure, or correct the name'
  const what = model.fields.has(name)
    ? `${shown} is no measure`
    : `${shown}: "${model.name}" has no such measure`
  const others = model === draft ? 'other measures' : 'measures'
  return [what, `one of the ${others} of ${model.name}: ${listed(names)}`, cure]
}

function numbersOf(model: Draft, names: readonly string[]): string {
  return `one of the measures of ${model.name} that are numbers: ${listed(names)}`
}

function otherModel(loading: Loading, draft: Draft, path: readonly string[]): Draft | Wrong | undefined {
  const [name = '', measure = ''] = path
  const shown = `{${path.join('.')}}`
  const model = path.length === 2 ? loading.drafts.get(name) : undefined
  if (model === draft) return [`${shown}: "${name}" is this model`, 'the measure alone', `Write {${measure}}`]
  if (model?.warehouse === draft.warehouse) return model
  if (model) {
    const what = `${shown}: "${name}" is in the warehouse "${model.warehouse}", and ${draft.name} in "${draft.warehouse}"`
    return [what, 'a measure of the same warehouse', 'Bring both tables into one warehouse']
  }
  // A model at fault has been told.
  if (path.length === 2 && loading.declared.has(name)) return undefined
  const near = nearest(name, loading.drafts.keys())
  const cure = near ? `Write {${near}.${path.at(-1)}}` : 'Correct the name of the model'
  if (path.length > 2)
    return [`${shown} has ${path.length} names`, 'a measure, or a model and its measure', cure]
  return [
    `${shown}: there is no model "${name}"`,
    `one of the models: ${listed(loading.drafts.keys())}`,
    cure,
  ]
}
