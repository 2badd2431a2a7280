import type { Dimension } from '../model.ts'
import type { Expression, Reference } from '../expression.ts'
import { isReference } from '../expression.ts'
import { nearest } from '../nearest.ts'
import { CLAIMS } from '../rules.ts'
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

type Wrong = readonly [what: string, expected: string, cure: string]

/** One step of a path: a further model, the dimension at its end, or what is wrong; undefined where it has been told. */
function step(model: Draft, path: readonly string[], i: number): Dimension | string | Wrong | undefined {
  const name = path[i] ?? ''
  const last = i === path.length - 1
  const field = model.fields.get(name)
  if (model.measures.has(name))
    return [`"${name}" is a measure`, 'a dimension', 'Use its expression, or a measure with expr']
  if (!field && name === CLAIMS && i === 0)
    return ['only row rules read claims', 'fields of the model', 'Put the condition into @rows(where: …)']
  if (!field)
    return model.broken.has(name)
      ? undefined
      : [`"${model.name}" has no field "${name}"`, ...like(model, name, last)]
  if (field.is === 'dimension') {
    const short = `{${path.slice(0, i + 1).join('.')}}`
    return last ? field : [`"${name}" is no link`, 'a path along to-one links', `End the path at ${short}`]
  }
  if (field.is === 'measure') return undefined
  if (field.many) {
    return [`"${name}" leads to many rows`, 'a path along to-one links', `Declare the measure on ${field.to}`]
  }
  if (!last) return field.to
  return [
    `"${name}" is a link`,
    'a path that ends at a dimension',
    `Name a field of ${field.to}: {${path.join('.')}.…}`,
  ]
}

function reach(loading: Loading, draft: Draft, text: Text, { path, offset }: Reference): Reached | undefined {
  let model: Draft | undefined = draft
  for (let i = 0; model; i++) {
    const next: Dimension | string | Wrong | undefined = step(model, path, i)
    if (next === undefined) return undefined
    if (typeof next === 'string') {
      model = loading.drafts.get(next)
      if (model && model.warehouse !== draft.warehouse) {
        const what = `{${path.join('.')}}: "${path[i]}" leads to the warehouse "${model.warehouse}"`
        const cure = 'Keep the column in this warehouse'
        faultIn(loading, text, { is: 'broken', what, offset, expected: 'a path within one warehouse', cure })
        return undefined
      }
    } else if ('is' in next) {
      return { model, dimension: next }
    } else {
      const [what, expected, cure] = next
      faultIn(loading, text, { is: 'broken', what: `{${path.join('.')}}: ${what}`, offset, expected, cure })
      return undefined
    }
  }
  return undefined
}

function like(model: Draft, name: string, last: boolean): [expected: string, cure: string] {
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
