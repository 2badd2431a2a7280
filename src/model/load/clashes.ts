import type { Place } from '../../base/fault.ts'
import { reservedType, shareName } from '../names.ts'
import { fault, placeOf, type Draft, type Loading } from './loading.ts'

/** Tells names that the generated API would have twice. */
export function checkClashes(loading: Loading): void {
  const roots = new Map<string, string>()
  for (const draft of loading.drafts.values()) {
    // Such a name has been told.
    if (reservedType(draft.name, loading.declared)) continue
    for (const name of Object.values(draft.names)) {
      const other = roots.get(name)
      if (other === undefined) roots.set(name, draft.name)
      else
        tell(
          loading,
          placeOf(draft.node.name),
          `"${draft.name}" and "${other}" both give the API a field "${name}"`,
        )
    }
    checkLinkMetrics(loading, draft)
    checkShares(loading, draft)
    checkCells(loading, draft)
  }
}

function checkLinkMetrics(loading: Loading, draft: Draft): void {
  const taken = new Map([...draft.fields.keys()].map((name) => [name, name]))
  for (const field of draft.fields.values()) {
    if (field.is !== 'link' || field.metrics === undefined) continue
    const other = taken.get(field.metrics)
    if (other === undefined) taken.set(field.metrics, field.name)
    else
      tell(
        loading,
        field.at,
        `The link "${field.name}" gives "${draft.name}" a field "${field.metrics}", which "${other}" has already`,
      )
  }
}

function checkShares(loading: Loading, draft: Draft): void {
  for (const field of draft.fields.values()) {
    const share = field.is === 'measure' ? shareName(field) : undefined
    if (share === undefined || !draft.fields.has(share)) continue
    const what = `The measure "${field.name}" gives "${draft.name}" a field "${share}", which it has already`
    tell(loading, field.at, what)
  }
}

function checkCells(loading: Loading, draft: Draft): void {
  const own = `${draft.name}_`
  const other = [...loading.drafts.values()].find((one) => one.smallGroups && one.name.startsWith(own))
  if (!draft.smallGroups || !other) return
  tell(
    loading,
    placeOf(other.node.name),
    `Small groups of "${draft.name}" and of "${other.name}" give the API types of one name`,
  )
}

function tell(loading: Loading, at: Place, what: string): void {
  fault(loading, at, what, 'names that differ', 'Rename one')
}
