import type { Dimension } from '../model.ts'
import { masks, piiKinds, type MaskName, type Pii } from '../rules.ts'
import type { FieldType, RawField } from './field.ts'
import { followAll } from './follow.ts'
import { fault, placeIn, type Draft, type Loading } from './loading.ts'
import { readClear } from './roles.ts'

/** `@pii` of a dimension; undefined where there is none, or after a fault. */
export function readPii(
  loading: Loading,
  raw: RawField,
  type: Dimension['type'] | undefined,
): Pii | undefined {
  const pii = raw.directives.get('pii')
  const kind = piiKinds.find((one) => one === pii?.exact.get('kind')?.value)
  const mask = masks.find((one) => one === pii?.exact.get('mask')?.value)
  if (!pii) return undefined
  const clear = readClear(loading, pii, 'pii')
  if (!kind || !mask) return undefined
  const wrong = type && complaint(mask, raw.type)
  if (wrong)
    fault(loading, pii.exact.get('mask')?.node ?? pii.node, `"${raw.name}" ${wrong[0]}`, wrong[1], wrong[2])
  return Object.freeze({ kind, mask, clear })
}

type Wrong = readonly [what: string, expected: string, cure: string]

/** What keeps a mask from standing for values of a type. */
function complaint(mask: MaskName, { name, required }: FieldType): Wrong | undefined {
  if (mask === 'NONE') return undefined
  if (mask === 'NULL') {
    if (!required) return undefined
    const cure = 'Remove the "!", or choose another mask'
    return [`is never null, but its mask is NULL`, `${name} without "!"`, cure]
  }
  if (name === 'String' || name === 'ID') return undefined
  return [`is of type ${name}, but its mask ${mask} is a text`, 'a String or an ID', 'Write mask: NULL']
}

/** Tells `@pii` where it can't stand: what a measure or a link shows is decided by the dimensions behind it. */
export function refusePii(loading: Loading, { name, directives }: RawField, on: 'measure' | 'link'): void {
  const pii = directives.get('pii')
  if (!pii) return
  const what = `@pii stands on "${name}", which is a ${on}`
  fault(
    loading,
    pii.node,
    what,
    'a field that shows values of its own',
    'Put it on the dimension that holds them',
  )
}

/** Tells dimensions that are computed from personal data, or from rows that are only told in groups, and hide it. */
export function checkDerived(loading: Loading, draft: Draft, { name, directives }: RawField): void {
  const field = draft.fields.get(name)
  const text = directives.get('sql')?.texts.get('expr')
  if (field?.is !== 'dimension' || field.from.is !== 'sql' || !text) return
  for (const { reference, models, dimension } of followAll(loading, draft, field.from.expr)) {
    const reads = `"${name}" reads {${reference.path.join('.')}}`
    const at = placeIn(text.node, reference.offset)
    const { pii } = dimension
    if (pii && pii.mask !== 'NONE' && !field.pii) {
      const what = `${reads}, which is about a person, and has no @pii of its own`
      const cure = `Add @pii(kind: ${pii.kind}, mask: …), with mask: NONE where it identifies nobody`
      fault(loading, at, what, '@pii on whatever is made of personal data', cure)
    }
    const grouped = models.find((model) => model !== draft && model.smallGroups)
    if (!grouped) continue
    const what = `${reads} of ${grouped.name}, whose rows are only told in groups`
    const cure = `Read the column where it can be seen, or make it a measure of ${grouped.name}`
    fault(loading, at, what, 'models without @minGroup', cure)
  }
}

/** Tells columns that one field masks and another shows. */
export function checkColumns(loading: Loading): void {
  const all = [...loading.drafts.values()].flatMap((draft) => columnsOf(draft))
  for (const [, fields] of Map.groupBy(all, ({ column }) => column)) {
    const masked = fields.find(({ field }) => field.pii)
    if (!masked) continue
    for (const { draft, field } of fields) {
      if (field.pii) continue
      const other = `${masked.draft.name}.${masked.field.name}`
      const what = `"${draft.name}.${field.name}" shows the column that "${other}" has @pii for`
      const cure = 'Add @pii here too, or with mask: NONE there where it identifies nobody'
      fault(loading, field.at, what, '@pii on every field of the column, or on none', cure)
    }
  }
}

function columnsOf(draft: Draft) {
  const { source, warehouse } = draft
  if (source.is === 'sql') return []
  return [...draft.fields.values()].flatMap((field) =>
    field.is === 'dimension' && field.from.is === 'column'
      ? [{ draft, field, column: JSON.stringify([warehouse, source.schema, source.name, field.from.column]) }]
      : [],
  )
}
