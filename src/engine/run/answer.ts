import { SluiceError } from '../../base/errors.ts'
import type { Row } from '../../warehouses/contract.ts'
import type { MetricsPlan } from '../plan/metrics.ts'
import { MOST_GROUPS, PERIODS } from '../source.ts'
import type { ConnectionPart, EdgePart, PagePlan } from '../plan/plan.ts'
import type { PageInfoField } from '../query.ts'

/** Seals a row's ordering values into a cursor for `purpose`. */
export type Sealer = (purpose: string, values: readonly (string | null)[]) => string

/** The row of a look-up, or null. */
export function oneAnswer([row]: readonly Row[]): string {
  return row?.[0] ?? 'null'
}

/** A connection's JSON text. `rows` are the page's and one more if there is more; `size` is what was asked for. */
export function pageAnswer(
  plan: PagePlan,
  fetched: readonly Row[],
  size: number,
  total: string | undefined,
  seal: Sealer,
): string {
  const kept = fetched.slice(0, size)
  const page: Page = {
    plan,
    rows: plan.backward ? kept.reverse() : kept,
    more: fetched.length > size,
    total,
    seal,
  }
  return object(plan.fields.map((field) => [field.as, connectionText(page, field)]))
}

interface Page {
  readonly plan: PagePlan
  readonly rows: readonly Row[]
  readonly more: boolean
  readonly total: string | undefined
  readonly seal: Sealer
}

function connectionText(page: Page, field: ConnectionPart): string {
  switch (field.is) {
    case 'nodes':
      return `[${page.rows.map((row) => row[field.node]).join(',')}]`
    case 'edges':
      return `[${page.rows.map((row) => edgeText(page, row, field.fields)).join(',')}]`
    case 'pageInfo':
      return object(field.fields.map((info) => [info.as, infoText(page, info)]))
    case 'totalCount':
      return page.total ?? 'null'
    case 'typename':
      return JSON.stringify(field.name)
  }
}

function edgeText(page: Page, row: Row, fields: readonly EdgePart[]): string {
  return object(
    fields.map((field) => {
      if (field.is === 'node') return [field.as, row[field.node] ?? 'null']
      return [field.as, field.is === 'cursor' ? cursorText(page, row) : JSON.stringify(field.name)]
    }),
  )
}

function infoText(page: Page, info: PageInfoField): string {
  const { plan, rows, more } = page
  switch (info.is) {
    case 'hasNextPage':
      return String(plan.backward ? plan.continued : more)
    case 'hasPreviousPage':
      return String(plan.backward ? more : plan.continued)
    case 'startCursor':
      return cursorText(page, rows[0])
    case 'endCursor':
      return cursorText(page, rows.at(-1))
    case 'typename':
      return JSON.stringify(info.name)
  }
}

function cursorText({ plan, seal }: Page, row: Row | undefined): string {
  return row ? JSON.stringify(seal(plan.purpose, row.slice(plan.nodes.length))) : 'null'
}

/**
 * The answer to the `question`th of a plan's questions.
 * @throws TOO_COSTLY where there are more groups than an answer has, and no `limit` was set
 */
export function metricsAnswer(
  plan: MetricsPlan,
  question: number,
  fetched: readonly (readonly Row[])[],
): string {
  const fields = plan.answers[question] ?? []
  const rows = plan.parts.length > 0 ? (fetched[0] ?? []) : []
  refusePeriods(rows, MOST_GROUPS)
  const metas = plan.parts.length > 0 ? fetched.slice(1) : fetched
  return object(
    fields.map((field) => {
      if (field.is === 'typename') return [field.as, JSON.stringify(field.name)]
      if (field.is === 'meta') return [field.as, metaText(plan, field.meta, metas)]
      const number = String(field.part)
      const found = rows.filter(([part]) => part === number)
      if (field.is === 'totals') return [field.as, found[0]?.[1] ?? 'null']
      if (!plan.parts[field.part]?.limited && found.length > MOST_GROUPS) throw tooManyGroups()
      return [field.as, `[${found.map((row) => row[1]).join(',')}]`]
    }),
  )
}

function metaText({ metas }: MetricsPlan, index: number, fetched: readonly (readonly Row[])[]): string {
  const meta = metas[index]
  // Only those that ask the warehouse have a statement.
  const statement = metas.slice(0, index).filter(({ sources }) => sources.length > 0).length
  const [asOf = null, fresh = null] = meta && meta.sources.length > 0 ? (fetched[statement]?.[0] ?? []) : []
  return object(
    (meta?.fields ?? []).map((field) => {
      if (field.is === 'typename') return [field.as, JSON.stringify(field.name)]
      if (field.is === 'asOf') return [field.as, JSON.stringify(asOf)]
      if (field.is === 'fresh') return [field.as, fresh ?? 'null']
      return [field.as, JSON.stringify(meta?.overlapping ?? [])]
    }),
  )
}

/** @throws TOO_COSTLY where rows tell of more periods than `most` */
export function refusePeriods(rows: readonly Row[], most: number): void {
  if (!rows.some(([part, count]) => part === PERIODS && Number(count) > most)) return
  throw new SluiceError('TOO_COSTLY', {
    what: `The question goes over more than ${most} periods`,
    cure: 'Use a coarser granularity, or bound the time in "where"',
  })
}

function tooManyGroups(): SluiceError {
  return new SluiceError('TOO_COSTLY', {
    what: `The answer has more than ${MOST_GROUPS} groups`,
    cure: 'Set "limit", group by fewer dimensions or by a coarser granularity, or narrow "where"',
  })
}

function object(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`
}

/** Replaces the marked lists that PostgreSQL put where a nested connection's cursors go. */
export function sealNested(text: string, nonce: string, seal: Sealer): string {
  if (!text.includes(nonce)) return text
  const marked = new RegExp(
    `\\["${nonce}"\\s*,\\s*"(?!>)(?:[^"\\\\]|\\\\.)*"(?:\\s*,\\s*(?:null|"(?:[^"\\\\]|\\\\.)*"))*\\s*\\]`,
    'g',
  )
  return text.replace(marked, (list) => {
    const [, purpose, ...values] = JSON.parse(list) as [string, string, ...(string | null)[]]
    return JSON.stringify(seal(purpose, values))
  })
}
