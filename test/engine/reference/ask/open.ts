import type { MetricsQuery } from '../../../../src/engine/query.ts'
import { accumulates } from '../world/spec.ts'
import type { World } from '../world/world.ts'
import type { Question } from './print.ts'

/** Questions that run into a bug that is known and open; each is told here until it is mended. */
export function isOpen(world: World, { roots }: Question): boolean {
  return roots.some(({ query }) => query.is === 'metrics' && bugs.some((bug) => bug(world, query)))
}

type Bug = (world: World, query: MetricsQuery) => boolean

const bugs: readonly Bug[] = [
  // 15 and 19: a model's measures that are shown are cumulative, all of them.
  (world, query) =>
    query.fields.some(
      (field) =>
        field.is === 'rows' &&
        [
          { model: query.model, select: field.select },
          ...field.select.filter((one) => one.is === 'measures'),
        ].some(({ model, select }) => {
          const spec = world.models.find(({ name }) => name === model)
          const measures = select.filter((one) => one.is === 'measure')
          return (
            spec !== undefined &&
            measures.length > 0 &&
            measures.every(({ field }) => accumulates(spec, field))
          )
        }),
    ),
  // 20: distinct counts up to the group without a time.
  (_, query) => JSON.stringify(query).includes('"running":true'),
  // 21: fill and shift.
  (_, query) => query.fill === true && JSON.stringify(query.fields).includes('"shift"'),
]
