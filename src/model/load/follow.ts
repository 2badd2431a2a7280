import type { Dimension } from '../model.ts'
import { isReference, type Expression, type Reference } from '../expression.ts'
import type { Draft, Loading } from './loading.ts'

/** Where a reference over dimensions leads. */
export interface Followed {
  readonly reference: Reference
  /** The models that it passes, from the one that it starts at to the one that the dimension is of. */
  readonly models: readonly Draft[]
  readonly dimension: Dimension
}

/** Where the references of an expression lead; those that lead nowhere, which has been told, are left out. */
export function followAll(loading: Loading, from: Draft, { parts }: Expression): readonly Followed[] {
  return parts
    .filter(isReference)
    .map((reference) => follow(loading, from, reference))
    .filter((followed) => followed !== undefined)
}

function follow(loading: Loading, from: Draft, reference: Reference): Followed | undefined {
  const models = [from]
  for (const name of reference.path) {
    const field = models.at(-1)?.fields.get(name)
    if (field?.is === 'dimension') return { reference, models, dimension: field }
    const next = field?.is === 'link' ? loading.drafts.get(field.to) : undefined
    if (!next) return undefined
    models.push(next)
  }
  return undefined
}
