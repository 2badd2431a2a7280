import { nearest } from '../nearest.ts'
import { linkMetricsName } from '../names.ts'
import type { Link } from '../model.ts'
import { fieldBase, type RawField } from './field.ts'
import type { Directive } from './directive.ts'
import { splitName } from '../parse/name.ts'
import { fault, listed, type Draft, type Loading } from './loading.ts'
import { refusePii } from './pii.ts'

/** A link to another model, or to the same one; `drafts` has them all by now. */
export function readLink(loading: Loading, draft: Draft, raw: RawField, link: Directive): Link | undefined {
  refuseOthers(loading, raw)
  refusePii(loading, raw, 'link')
  const target = findTarget(loading, raw)
  if (!target) return undefined
  const many = raw.type.list
  if (raw.type.required && !many) {
    const cure = `Write ${target.name} without "!"`
    fault(
      loading,
      raw.node.type,
      `The link "${raw.name}" is required`,
      'a link that may be null: its row may be missing',
      cure,
    )
  }
  const along = readAlong(loading, raw, link)
  if (link.written.has('along') && !along) return undefined
  const on = along ? [] : readColumns(loading, draft, raw, link, target)
  if (!on) return undefined
  // Another warehouse's row is looked up by its key; no join reaches further.
  if (target.warehouse !== draft.warehouse && (many || on.length > 1)) {
    fault(
      loading,
      link.node,
      `"${draft.name}" is in the warehouse "${draft.warehouse}" and "${target.name}" in "${target.warehouse}"`,
      'a link within one warehouse, or a to-one link of one column',
      'Bring both tables into one warehouse, or remove the link',
    )
  }
  return Object.freeze({
    is: 'link',
    ...fieldBase(loading, raw),
    to: target.name,
    many,
    on,
    ...(along && { along }),
    ...(many && { metrics: linkMetricsName(raw.name) }),
  })
}

/** `along: "order.customer"`: how the target's rows lead back here. Where it leads is checked when all links are there. */
function readAlong(loading: Loading, raw: RawField, link: Directive): readonly string[] | undefined {
  const text = link.texts.get('along')
  if (!text) return undefined
  const path = splitName(text.value)
  if (raw.type.list && path && !link.written.has('from') && !link.written.has('to'))
    return Object.freeze([...path])
  fault(
    loading,
    link.node,
    `The link "${raw.name}" goes along "${text.value}"`,
    'a list, and the to-one links by which its rows lead back here, such as @link(along: "order.customer")',
    'Make the field a list, and leave "from" and "to" out',
  )
  return undefined
}

/** Checks that a link along others comes back to where it starts. */
export function checkAlong(loading: Loading, draft: Draft, raw: RawField): void {
  const field = draft.fields.get(raw.name)
  const node = raw.directives.get('link')?.node
  if (field?.is !== 'link' || !field.along || !node) return
  let at = loading.drafts.get(field.to)
  for (const name of field.along) {
    const step = at?.fields.get(name)
    const next = step?.is === 'link' && !step.many && !step.along ? loading.drafts.get(step.to) : undefined
    if (next && next.warehouse === draft.warehouse) {
      at = next
      continue
    }
    const known = [...(at?.fields.values() ?? [])].filter((one) => one.is === 'link' && !one.many)
    return fault(
      loading,
      node,
      `The link "${raw.name}" goes along "${name}", which is no to-one link of ${at?.name ?? field.to} within the warehouse`,
      `one of its to-one links: ${listed(known.map((one) => one.name))}`,
      'Correct the path',
    )
  }
  if (at === draft) return
  fault(
    loading,
    node,
    `The link "${raw.name}" goes along "${field.along.join('.')}", which leads to ${at?.name ?? 'nothing'}`,
    `a path from ${field.to} that leads back to ${draft.name}`,
    'Correct the path',
  )
}

function refuseOthers(loading: Loading, { name, directives }: RawField): void {
  for (const other of ['column', 'sql', 'time', 'measure']) {
    const directive = directives.get(other)
    if (directive)
      fault(
        loading,
        directive.node,
        `"${name}" has both @link and @${other}`,
        'either one',
        `Remove @${other} or @link`,
      )
  }
}

function findTarget(loading: Loading, raw: RawField): Draft | undefined {
  const { name } = raw.type
  const target = loading.drafts.get(name)
  if (target || loading.declared.has(name)) {
    if (!target && loading.enums.has(name)) {
      fault(
        loading,
        raw.node.type,
        `The link "${raw.name}" leads to the enum "${name}"`,
        'a model',
        'Remove @link, or correct the type',
      )
    }
    return target
  }
  const near = nearest(name, loading.drafts.keys())
  const expected = `one of the models: ${listed(loading.drafts.keys())}`
  fault(
    loading,
    raw.node.type,
    `The link "${raw.name}" leads to "${name}", which is no model`,
    expected,
    near ? `Write ${near}` : 'Declare the model, or remove the link',
  )
  return undefined
}

/** To one: `from` here, and there the target's key unless `to` says otherwise. To many: `to` there, and here our key. */
function readColumns(
  loading: Loading,
  draft: Draft,
  raw: RawField,
  link: Directive,
  target: Draft,
): Link['on'] | undefined {
  const from = columnsOf(link, 'from')
  const to = columnsOf(link, 'to')
  if ((!from && link.written.has('from')) || (!to && link.written.has('to'))) {
    if (from?.length !== 0 && to?.length !== 0) return undefined
  }
  if (raw.type.list && !to && from) {
    const cure = `Write @link(to: "…") with the columns of ${target.name}, or make the link one: ${target.name}`
    fault(
      loading,
      link.node,
      `The link "${raw.name}" is a list, but has only "from"`,
      `@link(to: …): columns of ${target.name}`,
      cure,
    )
    return undefined
  }
  if (!from && !to) {
    const expected = raw.type.list
      ? '@link(to: "column of the other model")'
      : '@link(from: "column of this model")'
    fault(loading, link.node, `The link "${raw.name}" names no columns`, expected, 'Name the columns')
    return undefined
  }
  const here = from ?? draft.key
  const there = to ?? target.key
  // A key at fault has been told already.
  if (here.length === 0 || there.length === 0) return undefined
  if (here.length !== there.length) {
    fault(
      loading,
      link.node,
      `The link "${raw.name}" pairs ${count(here)} of ${draft.name} with ${count(there)} of ${target.name}`,
      `as many columns on both sides: (${here.join(', ')}) and (${there.join(', ')})`,
      `Name ${Math.max(here.length, there.length)} columns on both sides, in the same order`,
    )
    return undefined
  }
  return Object.freeze(here.map((column, i) => Object.freeze({ here: column, there: there[i] ?? '' })))
}

function columnsOf(link: Directive, argument: string): readonly string[] | undefined {
  const names = link.names.get(argument)
  return names && names.length > 0 ? names.map(({ value }) => value) : undefined
}

function count(columns: readonly string[]): string {
  return columns.length === 1 ? '1 column' : `${columns.length} columns`
}
