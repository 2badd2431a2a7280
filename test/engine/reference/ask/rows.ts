import type { ConnectionField, RowOrder, RowsQuery, Selection } from '../../../../src/engine/query.ts'
import type { Choice } from '../world/choice.ts'
import { keyDimensions } from '../evaluate/condition.ts'
import {
  dimensionsOf,
  linksOf,
  measuresOf,
  readsOthers,
  type LinkSpec,
  type MeasureSpec,
  type ModelSpec,
} from '../world/spec.ts'
import type { World } from '../world/world.ts'
import { constant, input, randomCondition } from './condition.ts'
import { distinctNames } from './names.ts'

/** `order(id)`, of a key that may be there, and may be another tenant's. */
export function randomLookUp(choice: Choice, world: World, model: ModelSpec): RowsQuery {
  const rows = world.rows.get(model.name) ?? []
  const row = rows.length > 0 ? choice.one(rows) : undefined
  const of = keyDimensions(model).map(({ name, type, from }) => {
    const value = from.is === 'column' ? row?.[from.column.name] : undefined
    return {
      is: 'compare',
      field: name,
      operator: 'eq',
      operands: [constant(type, value ? input(value, type) : type === 'Int' ? 1 : '1')],
    } as const
  })
  return {
    is: 'rows',
    model: model.name,
    where: { is: 'and', of },
    orderBy: [],
    select: randomRow(choice, world, model, 1),
    shape: { is: 'one' },
  }
}

export function randomConnection(choice: Choice, world: World, model: ModelSpec, depth = 2): RowsQuery {
  const size = constant('Int', choice.int(0, 7))
  const node = () => randomRow(choice, world, model, depth)
  const fields = choice.some<() => ConnectionField>(
    [
      () => ({ is: 'nodes', as: 'nodes', select: node() }),
      () => ({
        is: 'edges',
        as: 'edges',
        fields: choice.some(
          [
            { is: 'node', as: 'node', select: node() },
            { is: 'cursor', as: 'cursor' },
          ] as const,
          choice.int(1, 2),
        ),
      }),
      () => ({ is: 'pageInfo', as: 'pageInfo', fields: choice.some(pageInfo, choice.int(1, 4)) }),
      () => ({ is: 'totalCount', as: 'totalCount' }),
      () => ({ is: 'typename', as: '__typename', name: `${model.name}Connection` }),
    ],
    choice.int(1, 3),
  )
  return {
    is: 'rows',
    model: model.name,
    ...(choice.chance(60) ? { where: randomCondition(choice, world, model) } : {}),
    orderBy: choice.chance(70) ? choice.times(choice.int(1, 3), () => randomOrder(choice, world, model)) : [],
    page: choice.chance(35) ? { last: size } : { first: choice.chance(50) ? constant('Int', 50) : size },
    select: [],
    shape: { is: 'connection', fields: fields.map((make) => make()) },
  }
}

const pageInfo = (['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'] as const).map((is) => ({
  is,
  as: is,
}))

function randomRow(choice: Choice, world: World, model: ModelSpec, depth: number): readonly Selection[] {
  const deeper = depth > 0
  const dimensions = choice
    .some(dimensionsOf(model), choice.int(1, 4))
    .map(({ name }): Selection => ({ is: 'dimension', as: name, field: name }))
  const one = deeper ? choice.some(linksOf(model, false), choice.int(0, 2)) : []
  const many = deeper ? choice.some(linksOf(model, true), choice.int(0, 1)) : []
  const counted = deeper ? choice.some(linksOf(model, true), choice.int(0, 1)) : []
  const target = ({ to }: LinkSpec) => world.models.find(({ name }) => name === to) ?? model
  const selections: Selection[] = [
    ...dimensions,
    ...one.map((link): Selection => ({
      is: 'one',
      as: link.name,
      link: link.name,
      select: randomRow(choice, world, target(link), depth - 1),
    })),
    ...many.map((link): Selection => ({
      is: 'many',
      as: link.name,
      link: link.name,
      query: randomConnection(choice, world, target(link), depth - 1),
    })),
    ...counted.map((link): Selection => ({
      is: 'metrics',
      as: `measuresOf_${link.name}`,
      link: link.name,
      ...(choice.chance(40) ? { where: randomCondition(choice, world, target(link), 1) } : {}),
      select: choice
        .some(countable(target(link)), choice.int(1, 3))
        .map(({ name }) => ({ is: 'measure', as: name, field: name })),
    })),
    ...(choice.chance(10) ? [{ is: 'typename', as: '__typename', name: model.name } as const] : []),
  ]
  return distinctNames(choice.shuffled(selections))
}

/** Per parent there are measures of one model. */
function countable(model: ModelSpec): readonly MeasureSpec[] {
  return measuresOf(model).filter(({ name }) => !readsOthers(model, name))
}

/** A dimension of the model or along its to-one links. */
function randomOrder(choice: Choice, world: World, model: ModelSpec, depth = 2): RowOrder {
  const [link] = depth > 0 && choice.chance(30) ? choice.some(linksOf(model, false), 1) : []
  if (link) {
    const target = world.models.find(({ name }) => name === link.to) ?? model
    const order = randomOrder(choice, world, target, depth - 1)
    return { ...order, path: [link.name, ...order.path] }
  }
  return { path: [choice.one(dimensionsOf(model)).name], ...direction(choice) }
}

export function direction(choice: Choice): Pick<RowOrder, 'direction' | 'nulls'> {
  return { direction: choice.one(['ASC', 'DESC'] as const), ...(choice.chance(30) ? { nulls: 'FIRST' } : {}) }
}
