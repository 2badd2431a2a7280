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

/** A dimension that shows a column as it is. */
interface Shown {
  readonly draft: Draft
  readonly field: Dimension
  /** The column, the same for every model of its table. */
  readonly column: string
}

/** Tells fields that show what another has `@pii` for: the same column, or what a link joins with it. */
export function checkColumns(loading: Loading): void {
  const shown = new Map([...loading.drafts.values()].map((draft) => [draft.name, columnsOf(draft)]))
  const same = Map.groupBy([...shown.values()].flat(), ({ column }) => column)
  const joined = [...loading.drafts.values()].flatMap((draft) => endsOf(draft, shown))
  const told = new Set<Dimension>()
  for (const group of [...same.values(), ...joined]) {
    const masked = group.find(({ field: { pii } }) => pii && pii.mask !== 'NONE')
    if (!masked) continue
    for (const { draft, field, column } of group) {
      if (field.pii || told.has(field)) continue
      told.add(field)
      const other = `"${masked.draft.name}.${masked.field.name}"`
      const shows =
        column === masked.column
          ? `the column that ${other} has @pii for`
          : `what a link joins with ${other}, which has @pii`
      const what = `"${draft.name}.${field.name}" shows ${shows}`
      const cure = 'Add @pii here too, with mask: NONE where it identifies nobody'
      fault(loading, field.at, what, '@pii on every field that shows such a value', cure)
    }
  }
}

function columnsOf(draft: Draft): readonly Shown[] {
  const { source, warehouse, name } = draft
  // Which columns SQL shows under which names, nobody knows.
  const table = source.is === 'sql' ? ['sql', name] : [source.schema, source.name]
  return [...draft.fields.values()].flatMap((field) =>
    field.is === 'dimension' && field.from.is === 'column'
      ? [{ draft, field, column: JSON.stringify([warehouse, ...table, field.from.column]) }]
      : [],
  )
}

/** For each pair of columns that a link of the model joins, the fields of both ends. */
function endsOf(
  { name, fields }: Draft,
  shown: ReadonlyMap<string, readonly Shown[]>,
): readonly (readonly Shown[])[] {
  const on = (model: string, column: string) =>
    shown.get(model)?.filter(({ field: { from } }) => from.is === 'column' && from.column === column) ?? []
  return [...fields.values()].flatMap((link) =>
    link.is === 'link' ? link.on.map(({ here, there }) => [...on(name, here), ...on(link.to, there)]) : [],
  )
}
