import { Day, durationOf, Instant, moved } from '../values/calendar.ts'
import { Num } from '../values/num.ts'
import { compareValues, identity, type Value } from '../values/value.ts'
import type { Computed } from '../world/spec.ts'
import type { Asking } from './evaluate.ts'
import type { Item } from './house.ts'

/** Of the entities with a first event among these rows: those with a second one, whenever asked, within the time after it. */
export function conversion(
  { house, clock }: Asking,
  { per, at, where, to, within, take }: Extract<Computed, { is: 'conversion' }>,
  items: readonly Item[],
): Value {
  const length = durationOf(within)
  const firsts = items
    .filter((item) => !where || house.compute(item, where) === true)
    .map((item) => ({ who: house.compute(item, per), when: house.value(item, at) }))
    .filter(({ who }) => who !== null)
  const seconds = house
    .items(house.model(to.model))
    .filter((item) => !to.where || house.compute(item, to.where) === true)
    .map((item) => ({ who: house.compute(item, to.per), when: house.value(item, to.at) }))
    .filter(({ who, when }) => who !== null && when !== null)
  const converted = firsts.filter((first) =>
    seconds.some(
      (second) =>
        first.when !== null &&
        identity(second.who) === identity(first.who) &&
        compareValues(second.when, first.when) >= 0 &&
        compareValues(second.when, moved(time(first.when), length, clock.zone)) <= 0,
    ),
  )
  const [all, some] = [firsts, converted].map(
    (events) => new Num(BigInt(new Set(events.map(({ who }) => identity(who))).size)),
  )
  if (!all || !some || take === 'COUNT') return some ?? null
  return all.isZero ? null : some.over(all)
}

function time(value: Value): Instant | Day {
  if (value instanceof Instant || value instanceof Day) return value
  throw new TypeError(`${String(value)} is no time`)
}
