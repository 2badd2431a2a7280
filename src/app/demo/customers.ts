import { instant, type Base } from './base.ts'
import { dollars } from './money.ts'
import { customerId, type Buyer } from './orders.ts'
import { person, phone } from './people.ts'
import type { Chance } from './random.ts'
import { dayMs } from './season.ts'
import type { RowOf } from './tables.ts'

interface Known {
  readonly buyers: readonly Buyer[]
  /** Where the numbers in this shop's mailboxes begin, so that no two shops share an address. */
  readonly number: number
}

/** Everybody who bought, and one in nine who only signed up. */
export function customersOf(
  base: Base,
  { buyers, number }: Known,
  chance: Chance,
): readonly RowOf<'customers'>[] {
  const lookers = Math.floor(buyers.length / 9) + 1
  const signedUp = Array.from({ length: lookers }, () => signUp(base, chance))
  return [...buyers, ...signedUp].map((buyer, index) => customerRow(base, buyer, index, number, chance))
}

function signUp({ life, now }: Base, chance: Chance): Buyer {
  const moment = Math.min(now, chance.between(life.first, life.last) * dayMs + chance.below(dayMs))
  return { plan: 'FREE', firstOrder: moment, lastOrder: 0, paid: 0 }
}

function customerRow(
  base: Base,
  buyer: Buyer,
  index: number,
  number: number,
  chance: Chance,
): RowOf<'customers'> {
  const { name, email } = person(chance, number + index)
  const home = whereabouts(base, chance)
  return {
    tenant_id: base.shop.id,
    customer_id: customerId(base, index),
    name,
    email: chance.percent(2) ? null : email,
    phone: chance.percent(55) ? phone(chance) : null,
    plan: buyer.plan,
    region: home?.region ?? null,
    country: home?.country ?? null,
    marketing_consent: chance.percent(61),
    lifetime_value_usd: dollars(buyer.paid),
    created_at: instant(buyer.firstOrder - chance.below(4) * chance.below(3600) * 1000),
    last_order_at: buyer.lastOrder === 0 ? null : instant(buyer.lastOrder),
    loaded_at: base.loadedAt,
  }
}

const abroad = [
  { region: 'AMER', country: 'US' },
  { region: 'AMER', country: 'CA' },
  { region: 'AMER', country: 'BR' },
  { region: 'EMEA', country: 'GB' },
  { region: 'EMEA', country: 'DE' },
  { region: 'EMEA', country: 'FR' },
  { region: 'EMEA', country: 'ZA' },
  { region: 'APAC', country: 'JP' },
  { region: 'APAC', country: 'IN' },
  { region: 'APAC', country: 'AU' },
] as const

function whereabouts({ shop }: Base, chance: Chance): { region: string; country: string } | undefined {
  if (chance.percent(3)) return undefined
  return chance.percent(64) ? shop.place : chance.pick(abroad)
}
