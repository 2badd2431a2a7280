import type { Dimension } from '../model.ts'
import type { Expression, Reference } from '../expression.ts'
import { isReference } from '../expression.ts'
import { nearest } from '../nearest.ts'
import { faultIn, listed, type Draft, type Loading, type Text } from './loading.ts'

/** A dimension that a reference leads to, and the model that it belongs to. */
export interface Reached {
  readonly model: Draft
  readonly dimension: Dimension
}

/** Checks every reference of an expression over dimensions. @returns what they lead to, faults left out */
export function reachAll(
  loading: Loading,
  draft: Draft,
  text: Text,
  expression: Expression,
): readonly Reached[] {
  return expression.parts
    .filter(isReference)
    .map((reference) => reach(loading, draft, text, reference))
    .filter((reached) => reached !== undefined)
}

function reach(loading: Loading, draft: Draft, text: Text, { path, offset }: Reference): Reached | undefined {
  let model = draft
  for (const [i, name] of path.entries()) {
    const field = model.fields.get(name)
    const last = i === path.length - 1
    // What is at fault there has been told there.
    if (!field && model.broken.has(name)) return undefined
    const shown = `{${path.join('.')}}`
    const tell = (what: string, expected: string, cure: string) => {
      faultIn(loading, text, { is: 'broken', what, offset, expected, cure })
      return undefined
    }
    if (!field)
      return tell(`${shown}: "${model.name}" has no field "${name}"`, ...fieldsLike(model, name, last))
    if (field.is === 'measure')
      return tell(
        `${shown}: "${name}" is a measure`,
        'a dimension',
        'Use its expression, or a measure with expr',
      )
    if (field.is === 'dimension') {
      if (last) return { model, dimension: field }
      return tell(
        `${shown}: "${name}" is no link`,
        'a path along to-one links',
        `End the path at {${path.slice(0, i + 1).join('.')}}`,
      )
    }
    if (field.many)
      return tell(
        `${shown}: "${name}" leads to many rows`,
        'a path along to-one links',
        `Declare the measure on ${field.to}`,
      )
    if (last)
      return tell(
        `${shown}: "${name}" is a link`,
        'a path that ends at a dimension',
        `Name a field of ${field.to}: {${path.join('.')}.…}`,
      )
    const next = loading.drafts.get(field.to)
    if (!next) return undefined
    model = next
  }
  return undefined
}

function fieldsLike(model: Draft, name: string, last: boolean): [expected: string, cure: string] {
  const names = [...model.fields.values()]
    .filter(({ is }) => is === (last ? 'dimension' : 'link'))
    .map((field) => field.name)
  const near = nearest(name, names)
  const what = last ? 'dimensions' : 'links'
  return [
    `one of the ${what} of ${model.name}: ${listed(names)}`,
    near ? `Write "${near}"` : 'Declare the field, or correct the name',
  ]
}
