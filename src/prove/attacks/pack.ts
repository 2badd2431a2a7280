import { asked, type Attempt, type Ground, type Outlet } from './attack.ts'
import type { Feature } from './feature.ts'
import { write, type Root } from './write.ts'

/** Root fields in one request: fewer round trips, and several statements that share one. */
const PER_REQUEST = 5

export interface Packing {
  readonly attack: string
  readonly outlet?: Outlet
  readonly inVariables?: boolean
}

/** Features as requests, several to one; each alone where together they are refused. */
export function packed(
  ground: Ground,
  { attack, outlet = 'query', inVariables = false }: Packing,
  parts: readonly (readonly [Root, Feature])[],
): readonly Attempt[] {
  const attempt = (some: readonly (readonly [Root, Feature])[]): Attempt => ({
    attack,
    outlet,
    covers: some.map(([, { covers }]) => covers),
    rank: some[0]?.[1].rank ?? 2,
    request: asked(ground.roles, { ...write(some, inVariables) }),
  })
  const ranks = [...Map.groupBy(parts, ([, { rank }]) => rank).values()]
  return ranks.flatMap((alike) =>
    chunks(alike, PER_REQUEST).map((some) => ({
      ...attempt(some),
      ...(some.length > 1 ? { parts: some.map((one) => attempt([one])) } : {}),
    })),
  )
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}
