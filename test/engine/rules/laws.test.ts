import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import '../../support/seed.ts'
import { openShop, shopTenants, type Shop } from '../../support/shop.ts'
import { modelsOf, openDesk, type Desk } from '../../support/desk.ts'
import { answerOf, isTold, questions } from './reckon.ts'
import { readShelf, type Claims, type Shelf } from './shelf.ts'
import { anyClaims, anyGroups, anyRoles, anyWorld, sdlOf, type World } from './world.ts'

let shop: Shop
let shelves: ReadonlyMap<string, Shelf>
beforeAll(async () => {
  shop = await openShop()
  // More rows, so that rules have something to tell apart.
  await shop.database.query(`
    insert into shop.order_items select order_id, 1, 'C3', 7 from shop.orders where customer_id is null;
    insert into shop.customers select tenant_id, customer_id + 10, name || ' II', plan, case when region = 'north' then 'south' end, customer_id from shop.customers;
    insert into shop.orders select tenant_id, order_id + 10, customer_id + 10, placed_at, due_on, case when status = 'PAID' then 'PENDING' else 'PAID' end::shop.order_status, amount, big, 'to ' || tenant_id || '@mail.example' from shop.orders;
    insert into shop.order_items select order_id + 10, line, case sku when 'A1' then 'B2' else 'A1' end, quantity from shop.order_items`)
  shelves = new Map(
    await Promise.all(
      shopTenants.map(async (tenant) => [tenant, await readShelf(shop.database, tenant)] as const),
    ),
  )
})
afterAll(() => shop?.close())

const full = process.env['SLUICE_FULL'] === '1'
const runs = full ? 400 : 40
if (full) jest.setTimeout(600_000)

function deskOf(sdl: string): Desk {
  return openDesk(modelsOf(sdl), new Map([['default', shop.warehouse]]))
}

/** How many answers had something to tell, for each question. */
async function judged(worlds: fc.Arbitrary<World>, only?: string): Promise<Record<string, number>> {
  const told: Record<string, number> = {}
  const tenants = fc.constantFrom(...shopTenants)
  const judge = async (world: World, roles: readonly string[], claims: Claims, tenant: string) => {
    const desk = deskOf(sdlOf(world))
    const shelf = shelves.get(tenant)
    if (!shelf) throw new TypeError('a tenant of the shop')
    for (const [name, text] of Object.entries(questions(world, roles))) {
      if (only !== undefined && name !== only) continue
      const { data, errors } = await desk.ask(text, { tenant, roles, claims: { ...claims } })
      expect([name, errors]).toEqual([name, []])
      const expected = answerOf(name, { world, roles, claims, tenant }, shelf)
      expect([name, data]).toEqual([name, expected])
      told[name] = (told[name] ?? 0) + (JSON.stringify(expected).length > 150 ? 1 : 0)
    }
  }
  await fc.assert(fc.asyncProperty(worlds, anyRoles, anyClaims, tenants, judge), { numRuns: runs })
  return told
}

test('Whatever the rules, roles and claims: the answer is what a plain reckoning in memory gives', async () => {
  const told = await judged(anyWorld)
  for (const name of ['customers', 'orders', 'conditions', 'metrics', 'items'])
    expect([name, (told[name] ?? 0) > runs / 4]).toEqual([name, true])
})

test('Small groups are those that the reckoning finds, whatever tells them apart and whoever is counted', async () => {
  const told = await judged(anyGroups, 'groups')
  expect(told['groups']).toBeGreaterThan(runs / 4)
})

test('Two roles together see what the one sees and what the other sees, no more and no less', async () => {
  let different = 0
  await fc.assert(
    fc.asyncProperty(anyWorld, anyRoles, anyRoles, anyClaims, async (world, one, other, claims) => {
      const desk = deskOf(sdlOf(world))
      const both = [...new Set([...one, ...other])]
      for (const [field, key, is] of [
        ['customers', 'id', true],
        ['orders', 'id', true],
        ['products', 'sku', true],
        ['orderItems', 'orderId line', isTold(world, one) && isTold(world, other)],
      ] as const) {
        if (!is) continue
        const seen = async (roles: readonly string[]) => {
          const { data, errors } = await desk.ask(`{ ${field}(first: 1000) { nodes { ${key} } } }`, {
            roles,
            claims: { ...claims },
          })
          expect(errors).toEqual([])
          return (data[field].nodes as unknown[]).map((row) => JSON.stringify(row))
        }
        const [a, b, union] = [await seen(one), await seen(other), await seen(both)]
        expect(union.toSorted()).toEqual([...new Set([...a, ...b])].toSorted())
        if (union.length > Math.min(a.length, b.length)) different++
      }
    }),
    { numRuns: runs },
  )
  expect(different).toBeGreaterThan(runs / 10)
})
