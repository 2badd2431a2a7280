import type { ASTNode } from 'graphql'
import type { Dimension } from '../model.ts'
import { nearest } from '../nearest.ts'
import { fault, listed, type Draft, type Loading } from './loading.ts'

/** The time dimension of a model that an argument names; undefined after a fault. */
export function readTime(
  loading: Loading,
  draft: Draft,
  { value: name, node }: { readonly value: string; readonly node: ASTNode },
  curing = (near: string) => `Write "${near}"`,
): Dimension | undefined {
  // A field at fault has been told.
  if (draft.broken.has(name)) return undefined
  const field = draft.fields.get(name)
  if (field?.is === 'dimension' && field.time) return field
  const known = draft.fields.has(name) || draft.measures.has(name)
  const times = [...draft.fields.values()].filter((one) => one.is === 'dimension' && one.time)
  const names = times.map((one) => one.name)
  const near = nearest(name, names)
  fault(
    loading,
    node,
    known ? `"${name}" is no time of ${draft.name}` : `"${draft.name}" has no time "${name}"`,
    `one of the @time fields of ${draft.name}: ${listed(names)}`,
    near ? curing(near) : 'Name one of them, or declare it with @time',
  )
  return undefined
}
