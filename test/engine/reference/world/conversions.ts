import type { Choice } from './choice.ts'
import { ref, type Exp } from './expression.ts'
import { randomCondition } from './schema.ts'
import { dimensionsOf, linksOf, type MeasureSpec, type ModelSpec } from './spec.ts'

/** Conversions: of the entities with an event here, those with one there soon after. */
export function addConversions(choice: Choice, of: ModelSpec, all: readonly ModelSpec[]): void {
  const here = eventsOf(choice, of)
  if (!here || choice.chance(40)) return
  const to = choice.one(
    all.filter(
      (one) => one === of || (one.name !== of.name && reaches(one, here.entity) && timeOf(choice, one)),
    ),
  )
  const there = eventsOf(choice, to, here.entity)
  if (!there) return
  const take = choice.one(['RATE', 'COUNT'] as const)
  const measure: MeasureSpec = {
    is: 'measure',
    name: `converted${take}`,
    type: take === 'RATE' ? 'Decimal' : 'Int',
    required: take === 'COUNT',
    computation: {
      is: 'conversion',
      per: here.per,
      at: here.at,
      ...(choice.chance(40) ? { where: randomCondition(choice, of, all) } : {}),
      to: {
        model: to.name,
        per: there.per,
        at: there.at,
        ...(choice.chance(40) ? { where: randomCondition(choice, to, all) } : {}),
      },
      within: choice.one(['P1D', 'P30D', 'P1M', 'P1Y', 'PT1H']),
      take,
    },
  }
  of.fields.push(measure)
}

interface Events {
  /** The model whose rows are the entities. */
  readonly entity: string
  readonly per: Exp
  readonly at: string
}

/** Who and when: an entity that a to-one link leads to, by the first part of its key. */
function eventsOf(choice: Choice, of: ModelSpec, entity?: string): Events | undefined {
  const [link] = choice.some(
    linksOf(of, false).filter(({ to }) => to !== 'Place' && (entity === undefined || to === entity)),
    1,
  )
  const at = timeOf(choice, of)
  const column = link?.on[0]?.there
  if (!link || !at || column === undefined) return undefined
  const key = column === 'code' ? 'code' : 'id'
  return { entity: link.to, per: ref(link.name, key), at }
}

function reaches(from: ModelSpec, entity: string): boolean {
  return linksOf(from, false).some(({ to }) => to === entity)
}

function timeOf(choice: Choice, { ...of }: ModelSpec): string | undefined {
  return choice.some(
    dimensionsOf(of).filter(({ time, type }) => time && type === 'DateTime'),
    1,
  )[0]?.name
}
