import type { Selection } from '../../../../src/engine/query.ts'
import type { Grain } from '../../../../src/warehouses/contract.ts'
import type { Choice } from '../world/choice.ts'
import { dimensionsOf, fieldOf, linksOf, type ModelSpec } from '../world/spec.ts'
import type { World } from '../world/world.ts'
import { distinctNames } from './names.ts'

const grains: readonly Grain[] = ['MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']

/** Dimensions to group by: of the model, along its to-one links, and now and then along a to-many one. */
export function randomDimensions(
  choice: Choice,
  world: World,
  model: ModelSpec,
  count: number,
  depth = 2,
  many = true,
): readonly Selection[] {
  const own = choice.some(dimensionsOf(model), count).map(({ name, time, type }): Selection => {
    const by = time && choice.chance(85) ? choice.one(type === 'Date' ? grains.slice(2) : grains) : undefined
    return { is: 'dimension', as: name, field: name, ...(by ? { by } : {}) }
  })
  const link =
    depth > 0 && choice.chance(45) ? choice.some(linksOf(model, many && choice.chance(20)), 1)[0] : undefined
  if (!link) return own
  const target = targetOf(world, model, link.name)
  const select = distinctNames(
    randomDimensions(choice, world, target, choice.int(1, 2), depth - 1, many && !link.many),
  )
  return [...own, { is: link.many ? 'each' : 'one', as: link.name, link: link.name, select }]
}

export interface Path {
  readonly path: readonly string[]
  /** Whether it goes along a to-many link. */
  readonly each: boolean
}

export function pathsOf(select: readonly Selection[]): readonly Path[] {
  return select.flatMap((selection): readonly Path[] => {
    if (selection.is === 'dimension') return [{ path: [selection.field], each: false }]
    if (selection.is !== 'one' && selection.is !== 'each') return []
    return pathsOf(selection.select).map(({ path, each }) => ({
      path: [selection.link, ...path],
      each: each || selection.is === 'each',
    }))
  })
}

/** The times that are grouped by, cut or not. */
export function timesOf(
  world: World,
  model: ModelSpec,
  select: readonly Selection[],
): readonly (readonly string[])[] {
  const all = select.flatMap((selection): readonly (readonly string[])[] => {
    if (selection.is === 'dimension')
      return fieldOf(model, 'dimension', selection.field).time ? [[selection.field]] : []
    if (selection.is !== 'one' && selection.is !== 'each') return []
    const target = targetOf(world, model, selection.link)
    return timesOf(world, target, selection.select).map((path) => [selection.link, ...path])
  })
  return all
}

/** A time of one of the model's own or linked dimensions, and how long its periods are. */
export interface Cut {
  readonly path: readonly string[]
  readonly by: Grain
  readonly type: 'Date' | 'DateTime'
}

/** The one time that is cut into periods, if there is just one. */
export function timeCut(select: readonly Selection[], world: World, model: ModelSpec): Cut | undefined {
  const cuts = cutsOf(select, world, model)
  return cuts.length === 1 ? cuts[0] : undefined
}

function cutsOf(select: readonly Selection[], world: World, model: ModelSpec): readonly Cut[] {
  return select.flatMap((selection): readonly Cut[] => {
    if (selection.is === 'dimension' && selection.by) {
      const { type } = fieldOf(model, 'dimension', selection.field)
      return [{ path: [selection.field], by: selection.by, type: type === 'Date' ? 'Date' : 'DateTime' }]
    }
    if (selection.is !== 'one') return []
    const target = targetOf(world, model, selection.link)
    return cutsOf(selection.select, world, target).map((cut) => ({
      ...cut,
      path: [selection.link, ...cut.path],
    }))
  })
}

export function targetOf(world: World, model: ModelSpec, name: string): ModelSpec {
  const { to } = fieldOf(model, 'link', name)
  return world.models.find((one) => one.name === to) ?? model
}
