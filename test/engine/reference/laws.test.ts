import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { assert, asyncProperty, sample } from 'fast-check'
import type { Condition, MetricsQuery, Query, RowsQuery, Selection } from '../../../src/engine/query.ts'
import { printQuestion, type Question } from './ask/print.ts'
import { metricsQuery, Questions, rowsQuery, type Make } from './ask/question.ts'
import { walk, type Direction } from './pages.ts'
import { full, patience, seed } from './run.ts'
import { num, ZERO } from './values/num.ts'
import { accumulates, fieldOf, type ModelSpec } from './world/spec.ts'
import { openWorld, Worlds, type Opened, type World } from './world/world.ts'

/** What must be so whatever the right answer is: questions that mean the same are answered the same. */

const worlds = full ? 6 : 2
const questions = full ? 200 : 12

describe.each(sample(new Worlds(), { seed: seed + 1000, numRuns: worlds }).map((world, i) => ({ world, i })))(
  `in world $i of seed ${seed}`,
  ({ world, i }) => {
    let opened: Opened
    beforeAll(async () => {
      opened = await openWorld(world)
    })
    afterAll(() => opened?.close())

    /** For each tenant and many questions. */
    async function always(
      make: Make,
      law: (ask: Ask, query: Query, tenant: string) => Promise<void>,
    ): Promise<void> {
      const accepts = (question: Question) => acceptable(opened, question)
      const property = asyncProperty(new Questions(world, make, accepts), async (question) => {
        for (const { query } of question.roots) {
          for (const tenant of world.tenants) {
            const ask: Ask = (other) => answer(opened, tenant, other, question.lifted)
            // What is refused whole has no parts to compare.
            if (!(await isAnswered(ask, query))) continue
            await law(ask, query, tenant).catch((error: unknown) => {
              throw new TypeError(told(opened, query, tenant, error))
            })
          }
        }
      })
      await assert(property, { seed: seed + i, numRuns: questions })
    }

    test(
      'a measure is the same alone and together with others',
      () =>
        always(plainMetrics, async (ask, query) => {
          const together = await rowsOf(ask, query as MetricsQuery, () => true)
          const { select } = rowsField(query as MetricsQuery)
          for (const measure of select.filter(({ is }) => is === 'measure')) {
            const alone = await rowsOf(
              ask,
              query as MetricsQuery,
              (one) => one.is !== 'measure' || one === measure,
            )
            expect(alone.map((row) => row[measure.as])).toEqual(together.map((row) => row[measure.as]))
          }
        }),
      patience,
    )

    test(
      'totals are the question without its grouping',
      () =>
        always(plainMetrics, async (ask, asked) => {
          const query = asked as MetricsQuery
          const measures = rowsField(query)
            .select.filter((one) => one.is === 'measure')
            .map(bare)
          const totals = await ask({ ...query, fields: [{ is: 'totals', as: 'totals', select: measures }] })
          const rows = await ask({
            ...query,
            orderBy: [],
            fields: [{ is: 'rows', as: 'rows', select: measures }],
          })
          expect(rows).toEqual({ rows: [totals['totals']] })
        }),
      patience,
    )

    test(
      'a filter is the same as a where inside each measure',
      () =>
        always(plainMetrics, async (ask, asked) => {
          const { where, ...query } = asked as MetricsQuery
          const model = modelOf(world, query.model)
          const measures = rowsField(query)
            .select.filter((one) => one.is === 'measure')
            .filter(({ field }) => !accumulates(model, field))
            .map(bare)
          if (!where || measures.length === 0) return
          const totals = (select: readonly Selection[]) => [{ is: 'totals', as: 'totals', select }] as const
          const outside = await ask({ ...query, where, fields: totals(measures) })
          const inside = await ask({
            ...query,
            fields: totals(measures.map((one) => ({ ...one, where: both(where, one.where) }))),
          })
          expect(inside).toEqual(outside)
        }),
      patience,
    )

    test(
      'what can be added up adds up to the totals',
      () =>
        always(plainMetrics, async (ask, asked) => {
          const query = asked as MetricsQuery
          const model = modelOf(world, query.model)
          const { select } = rowsField(query)
          const additive = select
            .filter((one) => one.is === 'measure')
            .filter(({ field }) => addsUp(model, field))
            .map(bare)
          if (additive.length === 0 || JSON.stringify(select).includes('"each"')) return
          const dimensions = select.filter(({ is }) => is === 'dimension' || is === 'one')
          const { rows, totals } = await ask({
            ...query,
            orderBy: [],
            fields: [
              { is: 'rows', as: 'rows', select: [...dimensions, ...additive] },
              { is: 'totals', as: 'totals', select: additive },
            ],
          })
          for (const { as } of additive) {
            const values = (rows as Row[]).map((row) => row[as]).filter((value) => value !== null)
            const sum = values.reduce<typeof ZERO>(
              (total, value) => total.plus(num(value as string | number)),
              ZERO,
            )
            expect(String(sum)).toBe(String(num(((totals as Row)[as] ?? '0') as string | number)))
          }
        }),
      patience,
    )

    test(
      'fields in another order have the same values',
      () =>
        always(plainMetrics, async (ask, asked) => {
          const query = asked as MetricsQuery
          const { select, ...field } = rowsField(query)
          // The dimensions break the last ties in their order, so that they keep it.
          const dimensions = select.filter(({ is }) => is !== 'measure')
          const shuffled = [...select.filter(({ is }) => is === 'measure').toReversed(), ...dimensions]
          const one = await ask({ ...query, fields: [{ ...field, select }] })
          const other = await ask({ ...query, fields: [{ ...field, select: shuffled }] })
          expect(other).toEqual(one)
        }),
      patience,
    )

    test.each(['forward', 'backward'] as const)(
      'page by page, %s, is all at once',
      (direction: Direction) =>
        always(connectionQuery, async (ask, query) => {
          const rows = query as RowsQuery
          for (const size of [1, 3]) {
            const { all, pages } = await walk(ask, rows, direction, size)
            expect(pages).toEqual(all)
          }
        }),
      patience,
    )

    test('two tenants have no row in common', async () => {
      for (const name of ['Sale', 'Visit']) {
        const model = opened.api.byName.get(name)
        if (!model) continue
        const answers = await opened.ask({
          text: `{ all: ${model.names.many}(first: 1000) { nodes { id } } }`,
          variables: {},
        })
        const ids = [...answers.values()].flatMap((one) =>
          one.is === 'data' ? (one.data['all'] as { nodes: { id: string }[] }).nodes : [],
        )
        expect(ids.length).toBeGreaterThan(0)
        expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length)
      }
    })
  },
)

type Row = Record<string, unknown>
type Ask = (query: Query) => Promise<Row>

/** Metrics of one model without what depends on the company that a measure keeps. */
const plainMetrics: Make = (choice, world) => {
  const {
    having: _having,
    limit: _limit,
    offset: _offset,
    others: _others,
    fill: _fill,
    ...query
  } = metricsQuery(choice, world) as MetricsQuery
  const fields = query.fields
    .filter(({ is }) => is === 'rows')
    .map((field) => (field.is === 'rows' ? { ...field, select: field.select.map(still) } : field))
  return { ...query, orderBy: [], fields }
}

/** A shifted measure shows groups of its own. */
function still(selection: Selection): Selection {
  if (selection.is !== 'measure') return selection
  const { shift: _shift, ...rest } = selection
  return rest
}

/** As in totals: neither a share nor a place. */
function bare({ as, field, where }: Extract<Selection, { is: 'measure' }>): Selection & { is: 'measure' } {
  return { is: 'measure', as, field, ...(where ? { where } : {}) }
}

function both(where: Condition, own: Condition | undefined): Condition {
  return own ? { is: 'and', of: [where, own] } : where
}

const connectionQuery: Make = (choice, world) => {
  const query = rowsQuery(choice, world) as RowsQuery
  return query.shape.is === 'connection' ? query : connectionQuery(choice, world)
}

function rowsField({ fields }: Pick<MetricsQuery, 'fields'>) {
  const field = fields.find((one) => one.is === 'rows')
  if (!field) throw new TypeError('no rows are asked for')
  return field
}

async function rowsOf(
  ask: Ask,
  query: MetricsQuery,
  keep: (selection: Selection) => boolean,
): Promise<readonly Row[]> {
  const field = rowsField(query)
  const { rows } = await ask({
    ...query,
    fields: [{ ...field, as: 'rows', select: field.select.filter(keep) }],
  })
  return rows as Row[]
}

function addsUp(model: ModelSpec, name: string): boolean {
  const { computation, type } = fieldOf(model, 'measure', name)
  return (
    computation.is === 'aggregate' &&
    !computation.along &&
    ['count', 'sum'].includes(computation.fn) &&
    type !== 'Float'
  )
}

function modelOf(world: World, name: string | undefined): ModelSpec {
  const model = world.models.find((one) => one.name === name)
  if (!model) throw new TypeError(`no model ${name}`)
  return model
}

async function isAnswered(ask: Ask, query: Query): Promise<boolean> {
  return ask(query).then(
    () => true,
    (error: Error) => {
      if (error.message.startsWith('INVALID_REQUEST')) return false
      throw error
    },
  )
}

async function answer(opened: Opened, tenant: string, query: Query, lifted: boolean): Promise<Row> {
  const answers = await opened.ask(printQuestion(opened.api, { roots: [{ as: 'q', query }], lifted }), [
    tenant,
  ])
  const one = answers.get(tenant)
  if (one?.is !== 'data') throw new TypeError(`${one?.code}: ${one?.message}`)
  return one.data['q'] as Row
}

function acceptable(opened: Opened, question: Question): boolean {
  try {
    return opened.fault(printQuestion(opened.api, question)) === undefined
  } catch {
    return false
  }
}

function told(opened: Opened, query: Query, tenant: string, error: unknown): string {
  const { text } = printQuestion(opened.api, { roots: [{ as: 'q', query }], lifted: false })
  return `as ${tenant}: ${(error as Error).message}\n${text}\nSLUICE_SEED=${seed}`
}
