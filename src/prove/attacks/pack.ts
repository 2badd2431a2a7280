import { asked, type Attempt, type Ground, type Request } from './attack.ts'
import type { Feature } from '../requests/feature.ts'
import { write, type Root } from '../requests/write.ts'

/** Root fields in one request: fewer round trips, and several statements that share one. */
const PER_REQUEST = 5

export interface Packing {
  readonly attack: string
  readonly inVariables?: boolean
}

type Part = readonly [Root, Feature]

/** Features as requests, several to one; each alone where together they are refused. */
export function packed(ground: Ground, packing: Packing, parts: readonly Part[]): readonly Attempt[] {
  const ranks = [...Map.groupBy(parts, ([, { rank }]) => rank).values()]
  return ranks.flatMap((alike) => chunks(alike, PER_REQUEST).map((some) => attemptOf(ground, packing, some)))
}

function attemptOf(ground: Ground, packing: Packing, some: readonly Part[]): Attempt {
  // Written when it is its turn: most of what time doesn't allow for is never written.
  let request: Request | undefined
  return {
    attack: packing.attack,
    outlet: 'query',
    covers: some.map(([, { covers }]) => covers),
    rank: some[0]?.[1].rank ?? 2,
    get request() {
      request ??= asked(ground.roles, { ...write(some, packing.inVariables === true) })
      return request
    },
    get parts() {
      return some.length > 1 ? some.map((one) => attemptOf(ground, packing, [one])) : []
    },
  }
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}
