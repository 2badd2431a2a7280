import type { MinGroup } from '../rules.ts'
import { valueTypes } from '../values.ts'
import { fault, type Draft, type Loading, type Text } from './loading.ts'
import { followAll, type Followed } from './follow.ts'
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

/** Whether what `by` names is a dimension at all; why it can't tell groups apart is told. */
function checkCut(loading: Loading, draft: Draft, text: Text): boolean {
  const whole = { text: text.value, parts: [{ path: text.value.split('.'), offset: 0 }] }
  if (reachAll(loading, draft, text, whole).length === 0) return false
  const cuts = followAll(loading, draft, whole)
  for (const cut of cuts) {
    for (const [what, expected, cure] of [wrongType(text, cut), wrongPath(draft, cut)].flat())
      fault(
        loading,
        text.node,
        `The small groups of "${draft.name}" are told by "${text.value}"${what}`,
        expected,
        cure,
      )
  }
  return cuts.length > 0
}

type Wrong = readonly [what: string, expected: string, cure: string]

function wrongType({ value }: Text, { dimension: { type } }: Followed): readonly Wrong[] {
  if (type === 'DateTime') {
    const what = ', a DateTime, of which each row may have its own'
    const cure = `Name a Date dimension that is cut, such as day: Date! @time @sql(expr: "{${value}}::date")`
    return [[what, 'a dimension that rows share', cure]]
  }
  if (valueTypes[type].groups) return []
  return [[`, which is a ${type}`, 'a dimension that can be grouped by', 'Name another']]
}

/** Rows that are only told in groups can't tell others apart: not even those of the model itself, along a link. */
function wrongPath(draft: Draft, { models: [, ...onward] }: Followed): readonly Wrong[] {
  const other = onward.find((model) => model === draft || model.smallGroups)
  if (!other) return []
  const what = ` of ${other.name}, whose rows are only told in groups`
  return [[what, 'a path along models without @minGroup', 'Keep the column in the table itself']]
}
