import type { MinGroup } from '../rules.ts'
import { valueTypes } from '../values.ts'
import { fault, type Draft, type Loading, type Text } from './loading.ts'
import { followAll } from './follow.ts'
import { reachAll } from './reference.ts'
import { readClear } from './roles.ts'
import { readValue } from './value.ts'

/** `@minGroup` of a model; undefined where there is none, or after a fault. Dimensions and links are known by now. */
export function readMinGroup(loading: Loading, draft: Draft): MinGroup | undefined {
  const groups = draft.smallGroups
  if (!groups) return undefined
  const clear = readClear(loading, groups, 'minGroup')
  const size = groups.exact.get('size')?.value
  const of = readCounted(loading, draft, groups.texts.get('of'))
  const by = groups.names.get('by')?.filter((text) => checkCut(loading, draft, text))
  if (by && groups.names.get('by')?.length === 0) {
    const what = `The small groups of "${draft.name}" are told by nothing`
    fault(loading, groups.node, what, 'at least one dimension in "by"', 'Name what may be grouped by')
  }
  if (size === undefined || !by || (groups.written.has('of') && !of)) return undefined
  const paths = by.map(({ value }) => value)
  return Object.freeze({ size: Number(size), ...(of && { of }), by: Object.freeze(paths), clear })
}

function readCounted(loading: Loading, draft: Draft, text: Text | undefined): MinGroup['of'] {
  const value = text && readValue(loading, draft, text)
  if (!text || !value) return undefined
  if (value.type && !valueTypes[value.type].groups) {
    const what = `The members of small groups are told by a value of type ${value.type}, which cannot be compared`
    fault(loading, text.node, what, 'a value such as an ID', 'Name a key')
  }
  return value.expression
}

/** Whether a dimension can tell groups apart; why it can't is told. */
function checkCut(loading: Loading, draft: Draft, text: Text): boolean {
  const path = text.value.split('.')
  const whole = { text: text.value, parts: [{ path, offset: 0 }] }
  if (reachAll(loading, draft, text, whole).length === 0) return false
  const [cut] = followAll(loading, draft, whole)
  if (!cut) return false
  const { type } = cut.dimension
  if (type === 'DateTime') {
    const what = `The small groups of "${draft.name}" are told by "${text.value}", a DateTime, of which each row may have its own`
    const example = `day: Date! @time @sql(expr: "{${text.value}}::date")`
    fault(
      loading,
      text.node,
      what,
      'a dimension that rows share',
      `Name a Date dimension that is cut, such as ${example}`,
    )
  } else if (!valueTypes[type].groups) {
    const what = `The small groups of "${draft.name}" are told by "${text.value}", which is a ${type}`
    fault(loading, text.node, what, 'a dimension that can be grouped by', 'Name another')
  }
  const other = cut.models.find((model) => model !== draft && model.smallGroups)
  if (other || cut.models.lastIndexOf(draft) > 0) {
    const what = `The small groups of "${draft.name}" are told by "${text.value}" of ${(other ?? draft).name}, whose rows are only told in groups`
    fault(
      loading,
      text.node,
      what,
      'a path along models without @minGroup',
      'Keep the column in the table itself',
    )
  }
  return true
}
