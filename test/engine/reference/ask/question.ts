import { Arbitrary, Stream, Value as Sampled, type Random } from 'fast-check'
import type { Query } from '../../../../src/engine/query.ts'
import { Choice } from '../world/choice.ts'
import { randomAcross } from './across.ts'
import { randomMetrics } from './metrics.ts'
import { randomCalendar } from './calendar.ts'
import { randomConnection, randomLookUp } from './rows.ts'
import type { Question } from './print.ts'
import { simpler } from './simpler.ts'
import { measuresOf } from '../world/spec.ts'
import type { World } from '../world/world.ts'

/** Which questions are asked. */
export type Make = (choice: Choice, world: World) => Query

/** Random questions about a world; `accepts` says which of the simpler ones the API takes. */
export class Questions extends Arbitrary<Question> {
  readonly #world: World
  readonly #make: Make
  readonly #accepts: (question: Question) => boolean

  constructor(world: World, make: Make, accepts: (question: Question) => boolean) {
    super()
    this.#world = world
    this.#make = make
    this.#accepts = accepts
  }

  generate(random: Random): Sampled<Question> {
    const choice = new Choice(random)
    const count = choice.chance(20) ? 2 : 1
    const roots = choice.times(count, (i) => ({ as: `q${i}`, query: this.#make(choice, this.#world) }))
    return new Sampled({ roots, lifted: choice.chance(50) }, undefined)
  }

  canShrinkWithoutContext(value: unknown): value is Question {
    return typeof value === 'object'
  }

  shrink(question: Question): Stream<Sampled<Question>> {
    return new Stream(simpler(question, this.#accepts)).map((one) => new Sampled(one, undefined))
  }
}

export const anyQuery: Make = (choice, world) => {
  const roll = choice.int(1, 100)
  if (roll <= 40) return rowsQuery(choice, world)
  return roll <= 80 ? metricsQuery(choice, world) : randomAcross(choice, world)
}

export const rowsQuery: Make = (choice, world) => {
  const model = choice.one(world.models)
  if (choice.chance(10)) return randomLookUp(choice, world, model)
  const connection = randomConnection(choice, world, model)
  return choice.chance(40) ? { ...connection, calendar: randomCalendar(choice) } : connection
}

export const metricsQuery: Make = (choice, world) =>
  randomMetrics(choice, world, choice.one(world.models.filter((model) => measuresOf(model).length > 0)))
