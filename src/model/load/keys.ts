import { valueTypes } from '../values.ts'
import type { Dimension, TenantKey } from '../model.ts'
import { fault, type Draft, type Loading } from './loading.ts'

/** Checks that each key column is a field that identifies, and that nobody is kept from seeing key or tenant. */
export function checkKeys(loading: Loading, draft: Draft, tenant: TenantKey): void {
  for (const column of draft.key) checkKeyColumn(loading, draft, column)
  if (tenant.is !== 'column') return
  for (const dimension of dimensionsOf(draft, tenant.column)) {
    if (draft.key.includes(tenant.column)) continue
    refuseHidden(loading, dimension, 'the tenant')
  }
}

function checkKeyColumn(loading: Loading, draft: Draft, column: string): void {
  const dimensions = dimensionsOf(draft, column)
  const [first] = dimensions
  if (!first) {
    // The field may be there and be at fault.
    if (draft.broken.size > 0) return
    const what = `The key column "${column}" of "${draft.name}" is no field`
    fault(
      loading,
      draft.node.name,
      what,
      'a field for each key column',
      `Add a field such as id: ID! @column(name: "${column}")`,
    )
    return
  }
  if (!valueTypes[first.type].groups || first.type === 'Float') {
    const what = `"${first.name}" is part of the key and a ${first.type}`
    fault(loading, first.at, what, 'a type whose values are exact', 'Choose another key, or another type')
  }
  for (const dimension of dimensions) refuseHidden(loading, dimension, 'part of the key')
}

function refuseHidden(loading: Loading, { name, at, allow }: Dimension, what: string): void {
  if (!allow) return
  const cure = 'Remove @allow here; put it on the type to hide the whole model'
  fault(
    loading,
    at,
    `"${name}" is ${what}, but @allow hides it from some`,
    'a field that everyone sees who sees the model',
    cure,
  )
}

function dimensionsOf(draft: Draft, column: string): readonly Dimension[] {
  return [...draft.fields.values()].filter(
    (field): field is Dimension =>
      field.is === 'dimension' && field.from.is === 'column' && field.from.column === column,
  )
}
