import { createHash } from 'node:crypto'
import { defect, invariant } from '../base/errors.ts'
import type { Models } from '../model/model.ts'
import { render, type Fragment, type Param } from '../sql/fragment.ts'
import type { Dialect, Row } from '../warehouses/contract.ts'
import type { Compiled, Hop, Viewer } from './contract.ts'
import { leading } from './leading.ts'
import { aliases, Frame } from './plan/frame.ts'
import { sameRows } from './plan/alike.ts'
import { planMetrics, type MetricsPlan } from './plan/metrics.ts'
import { isPlainFor } from './plan/sieve.ts'
import { isSteadyBase, isSteadyPage } from './plan/steady.ts'
import type { Output, PagePlan } from './plan/plan.ts'
import { planList, planPage } from './plan/rows.ts'
import type { MetricsQuery, Query, RowsQuery } from './query.ts'
import type { Rendering } from './render/context.ts'
import { renderExpr } from './render/expr.ts'
import { renderGroups, renderMetrics, renderPeriodCount } from './render/metrics.ts'
import { showsRows } from './render/page.ts'
import {
  columnsOf,
  renderJsonList,
  renderList,
  renderLookUp,
  renderOne,
  renderPage,
  renderTotal,
} from './render/statement.ts'
import { resolveModel, type Lens } from './resolve.ts'
import type { Source } from './source.ts'
import { checkOf, type Check } from './run/required.ts'
import { metricsAnswer, oneAnswer, pageAnswer, type Sealer } from './run/answer.ts'

/** A statement of a compiled query: its text, the name it is prepared under, and where its parameters come from. */
export interface Piece {
  readonly text: string
  readonly name: string
  readonly params: readonly Param[]
  readonly steady: boolean
}

/** What the engine keeps of a compiled query beside what it shows. */
export interface Program extends Compiled {
  readonly warehouse: string
  readonly pieces: readonly Piece[]
  /** Links into other warehouses; the answer's marks count them. */
  readonly hops: readonly Hop[]
  /** Whether the answer comes with marks to fill in. */
  readonly marked: boolean
  /** Equal for metrics that can share one scan; undefined for what shares none. */
  readonly sameRows: string | undefined
  /** The scan that it shares with others of its request, and which of their questions is its own. */
  readonly shared?: { readonly scan: SharedScan; readonly question: number }
  /** The pieces' rows as the answer's JSON text. `values` are the bound parameters of each piece. */
  answer(rows: readonly (readonly Row[])[], sizes: (param: Param) => number, seal: Sealer): string
}

/** One scan that answers several questions about the same rows. */
export interface SharedScan {
  readonly piece: Piece
  answer(question: number, rows: readonly Row[]): string
}

/** What every query of an engine is compiled upon. */
export interface Ground {
  readonly models: Models
  /** Required fields, as `Model.field`, whose columns can't be null. */
  readonly assured: ReadonlySet<string>
  readonly dialectOf: (warehouse: string) => Dialect
}

/** What a statement about `model` starts from, as one viewer may ask it. */
export function begin({ models, assured, dialectOf }: Ground, name: string, viewer: Viewer, home?: string) {
  const lens: Lens = { models, viewer, assured, hops: [], ...(home === undefined ? {} : { home }) }
  const model = resolveModel(lens, name)
  const rendering: Rendering = {
    models,
    dialect: dialectOf(model.warehouse),
    viewer,
    expr: renderExpr,
    pads: new Map(),
    reads: new Set([name]),
  }
  return { lens, model, rendering, frame: new Frame(models, model, aliases()) }
}

/** Resolve, plan, render: from names to SQL. Pure; see `Engine.compile`. */
export function compile(ground: Ground, query: Query, viewer: Viewer): Program {
  const home = query.is === 'metrics' ? query.model : undefined
  const { model, rendering, frame, ...begun } = begin(ground, leading(query), viewer, home)
  const lens: Lens = query.calendar ? { ...begun.lens, calendar: query.calendar } : begun.lens
  const target =
    query.is === 'metrics' ? metrics(lens, rendering, query, frame) : rows(lens, rendering, query, frame)
  const pieces = target.fragments.map((fragment) => pieceOf(fragment, target.steady))
  return {
    query,
    viewer,
    reads: [...new Set([...rendering.reads, ...readsOf(query, lens)])],
    warehouse: model.warehouse,
    pieces,
    statements: pieces.map(({ text }) => ({ warehouse: model.warehouse, text })),
    columns: target.columns ?? [],
    hops: lens.hops,
    marked: pieces.some(isMarked),
    sameRows: target.sameRows,
    answer: (fetched, sizes, seal) => target.answer(fetched, sizes, seal),
  }
}

/** What a hop looks up, compiled: one piece, whose rows are a key and a JSON text. */
export interface LookUp {
  readonly warehouse: string
  readonly piece: Piece
  readonly hops: readonly Hop[]
  readonly marked: boolean
  readonly check: Check | undefined
}

export function compileHop(ground: Ground, hop: Hop): LookUp {
  const { model, rendering, frame, ...begun } = begin(ground, hop.model, hop.viewer)
  const lens: Lens = hop.calendar ? { ...begun.lens, calendar: hop.calendar } : begun.lens
  const query: RowsQuery = {
    is: 'rows',
    model: model.name,
    orderBy: [],
    select: hop.select,
    shape: { is: 'one' },
  }
  const plan = planList(lens, query, frame)
  const piece = pieceOf(renderLookUp(rendering, plan, hop.by), true)
  return {
    warehouse: model.warehouse,
    piece,
    marked: isMarked(piece),
    hops: lens.hops,
    check: checkOf(plan.outputs),
  }
}

interface Target {
  readonly fragments: readonly Fragment[]
  readonly steady: boolean
  readonly columns?: Compiled['columns']
  readonly sameRows?: string | undefined
  readonly answer: Program['answer']
}

function metrics(lens: Lens, rendering: Rendering, query: MetricsQuery, frame: Frame): Target {
  const plan = planMetrics(lens, [query], frame)
  if (query.list) return groups(rendering, query.list, plan)
  return {
    fragments: renderMetrics(rendering, plan),
    steady:
      plan.bases.length === 1 &&
      plan.fills.length === 0 &&
      plan.bases.every((base) => isSteadyBase(base, isPlainFor(lens))),
    sameRows: sameRows(query, plan),
    answer: (fetched) => metricsAnswer(plan, 0, fetched),
  }
}

/** An export of groups. */
function groups(rendering: Rendering, as: NonNullable<MetricsQuery['list']>, plan: MetricsPlan): Target {
  const [part, other] = plan.parts
  invariant(part && !other && plan.metas.length === 0, 'an export has one list of rows')
  return {
    fragments: [renderGroups(rendering, plan, as), ...renderPeriodCount(rendering, plan)],
    steady: false,
    columns: outputColumns(part.outputs),
    answer: streamed,
  }
}

function outputColumns(outputs: readonly Output[]): Compiled['columns'] {
  return columnsOf(outputs).map(({ path, value }) => ({
    path,
    type: value.type,
    ...(value.enum ? { enum: value.enum } : {}),
    model: value.model,
    field: value.field,
  }))
}

function streamed(): never {
  throw defect('a list is streamed')
}

function rows(lens: Lens, rendering: Rendering, query: RowsQuery, frame: Frame): Target {
  if (query.shape.is === 'connection') return connection(lens, rendering, planPage(lens, query, frame))
  const plan = planList(lens, query, frame)
  if (query.shape.is === 'one') {
    const check = checkOf(plan.outputs)
    return {
      fragments: [renderOne(rendering, plan)],
      steady: true,
      answer: ([found = []]) => {
        check?.(found.map(([row]) => row))
        return oneAnswer(found)
      },
    }
  }
  return {
    fragments: [query.shape.as === 'json' ? renderJsonList(rendering, plan) : renderList(rendering, plan)],
    steady: false,
    columns: outputColumns(plan.outputs),
    answer: streamed,
  }
}

function connection(lens: Lens, rendering: Rendering, plan: PagePlan): Target {
  const counted = plan.fields.some(({ is }) => is === 'totalCount')
  const paged = showsRows(plan)
  const page = paged ? [renderPage(rendering, plan)] : []
  const checks = plan.nodes.map(checkOf)
  return {
    fragments: counted ? [...page, renderTotal(rendering, plan)] : page,
    steady: isSteadyPage(plan, isPlainFor(lens)),
    answer: (fetched, sizes, seal) => {
      const total = counted ? (fetched.at(-1)?.[0]?.[0] ?? undefined) : undefined
      const rows = paged ? (fetched[0] ?? []) : []
      checks.forEach((check, node) => check?.(rows.map((row) => row[node])))
      return pageAnswer(plan, rows, sizes({ source: plan.size }) - plan.size.more, total, seal)
    },
  }
}

function isMarked({ params }: Piece): boolean {
  return params.some(({ source }) => (source as Source).is === 'nonce')
}

export function pieceOf(fragment: Fragment, steady: boolean): Piece {
  const { text, params } = render(fragment)
  return {
    text,
    params,
    steady,
    name: `sluice_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`,
  }
}

/** Every model that a query reads, for cost, audit and lineage. */
function readsOf(query: Query, lens: Lens): readonly string[] {
  const found = [leading(query)]
  const walk = (of: unknown, model: string): void => {
    if (typeof of !== 'object' || of === null) return
    if (Array.isArray(of)) return of.forEach((one) => walk(one, model))
    const link = (of as { link?: unknown }).link
    const field = typeof link === 'string' ? lens.models.byName.get(model)?.fields.get(link) : undefined
    const next = field?.is === 'link' ? field.to : model
    if (next !== model) found.push(next)
    for (const inner of Object.values(of)) walk(inner, next)
  }
  walk(query, leading(query))
  return found
}
