import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { audit, listAudit } from '../../src/store/audit.ts'
import { verifyAudit, type AuditHead } from '../../src/store/audit/verify.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import type { FreshDatabase } from '../support/database.ts'
import { freshStore } from '../sync/far.ts'
import { suiteLog } from '../support/log/suite.ts'

let store: Store
let database: FreshDatabase
let close: () => Promise<void>
beforeAll(async () => ({ store, database, close } = await freshStore()))
afterAll(() => close())

/** Whoever owns the store's tables can put the trigger away: that is what the signatures are for. */
const tamper = (sql: string) =>
  database.query(
    `alter table sluice.audit disable trigger audit_append_only; ${sql}; alter table sluice.audit enable trigger audit_append_only`,
  )

async function write(count: number): Promise<void> {
  for (let n = 1; n <= count; n++)
    await audit(store, {
      actor: 'cli',
      action: 'tenant.add',
      tenant: `shop_${n}`,
      details: { n, b: { z: 1, a: [n] } },
    })
}

beforeEach(() => tamper('truncate sluice.audit'))

test('an untouched log verifies, entry by entry, and its head is that of the last', async () => {
  await write(3)
  const report = await verifyAudit(store)
  expect(report).toEqual({
    entries: 3,
    unsigned: 0,
    head: { id: '3', mac: expect.stringMatching(/^[0-9a-f]{64}$/) },
    broken: null,
  })
  const [last] = await listAudit(store, { limit: 1 })
  expect(last).toMatchObject({ id: '3', action: 'tenant.add', tenant: 'shop_3', details: { n: 3 } })
  expect(report.head?.mac).toBe(last?.mac?.toString('hex'))
})

test('an empty log verifies, and has no head', async () => {
  expect(await verifyAudit(store)).toEqual({ entries: 0, unsigned: 0, head: null, broken: null })
})

test('entries that are written at once by several processes make one chain without gaps', async () => {
  const stores = [1, 2, 3, 4].map(() =>
    openStore({ url: database.url, log: suiteLog, auditKey: new Uint8Array(32).fill(9) }),
  )
  await Promise.all(
    stores.flatMap((one) =>
      [1, 2, 3, 4, 5].map(() => audit(one, { actor: 'cli', action: 'sync.retry', details: { sync: 'a' } })),
    ),
  )
  await Promise.all(stores.map((one) => one.close()))
  expect(await verifyAudit(store)).toMatchObject({ entries: 20, head: { id: '20' }, broken: null })
})

describe('verifying tells the first entry that was touched, where somebody', () => {
  const touched: readonly (readonly [string, string, string, RegExp])[] = [
    [
      'altered an actor',
      `update sluice.audit set actor = 'nobody' where id = 3`,
      '3',
      /signature does not fit/,
    ],
    ['altered a time', `update sluice.audit set at = at + interval '1 ms' where id = 3`, '3', /does not fit/],
    ['altered a detail', `update sluice.audit set details = '{"n":4}' where id = 3`, '3', /does not fit/],
    ['altered two', `update sluice.audit set tenant = null where id in (4, 2)`, '2', /does not fit/],
    ['took one out', 'delete from sluice.audit where id = 3', '4', /entries 3 to 3 are missing/],
    ['took the first out', 'delete from sluice.audit where id = 1', '2', /does not follow/],
    [
      'took one out and closed the gap',
      'delete from sluice.audit where id = 3; update sluice.audit set id = id - 1 where id > 3',
      '3',
      /does not follow/,
    ],
    [
      'changed the places of two',
      'update sluice.audit set id = 9 where id = 2; update sluice.audit set id = 2 where id = 3; update sluice.audit set id = 3 where id = 9',
      '2',
      /does not follow/,
    ],
    [
      'put one behind the last, with the signature of another',
      'insert into sluice.audit (id, actor, action, prev, mac) select 6, actor, action, mac, mac from sluice.audit where id = 5',
      '6',
      /signature does not fit/,
    ],
    [
      'put one behind the last, without a signature',
      `insert into sluice.audit (id, actor, action) values (6, 'cli', 'tenant.add')`,
      '6',
      /not signed/,
    ],
    [
      'took all signatures off but the last',
      'update sluice.audit set prev = null, mac = null where id < 5',
      '5',
      /does not follow/,
    ],
  ]
  test.each(touched)('%s', async (_, sql, id, what) => {
    await write(5)
    await tamper(sql)
    expect((await verifyAudit(store)).broken).toEqual({ id, what: expect.stringMatching(what) })
  })
})

test('a tail that was cut off shows against the head that was kept, and so does a log that was begun anew', async () => {
  await write(4)
  const { head } = await verifyAudit(store)
  expect(head).not.toBeNull()
  const kept = head as AuditHead
  expect((await verifyAudit(store, kept)).broken).toBeNull()
  await write(1)
  expect((await verifyAudit(store, kept)).broken).toBeNull()
  await tamper('delete from sluice.audit where id > 3')
  expect((await verifyAudit(store)).broken).toBeNull()
  expect((await verifyAudit(store, kept)).broken).toEqual({
    id: '4',
    what: expect.stringContaining('not there'),
  })
  await write(3)
  expect((await verifyAudit(store, kept)).broken).toMatchObject({ id: '4' })
})

test('without the key nobody can write an entry that verifies, and without any none is written', async () => {
  await write(1)
  const stranger = openStore({ url: database.url, log: suiteLog, auditKey: new Uint8Array(32).fill(8) })
  await audit(stranger, { actor: 'cli', action: 'tenant.add', tenant: 'forged' })
  expect((await verifyAudit(store)).broken).toMatchObject({ id: '2' })
  // With another secret the first signature already is a stranger's; that isn't told as if somebody had been at the log.
  expect((await verifyAudit(stranger)).broken).toEqual({
    id: '1',
    what: expect.stringMatching(/or SLUICE_SECRET is not the one that signed it$/),
  })
  await stranger.close()
  const keyless = openStore({ url: database.url, log: suiteLog })
  await expect(audit(keyless, { actor: 'cli', action: 'tenant.add' })).rejects.toThrow(/no key to sign/)
  await keyless.close()
  expect(await listAudit(store)).toHaveLength(2)
})

test('entries from before the log was signed are counted, and held together by the first signature', async () => {
  await tamper(
    `insert into sluice.audit (id, actor, action, tenant) values (2, 'cli', 'tenant.add', 'a'), (7, 'cli', 'tenant.add', 'b')`,
  )
  expect(await verifyAudit(store)).toMatchObject({ unsigned: 2, head: { id: '7', mac: '' }, broken: null })
  await write(2)
  expect(await verifyAudit(store)).toMatchObject({ entries: 4, unsigned: 2, head: { id: '9' }, broken: null })
  await tamper(`update sluice.audit set tenant = 'c' where id = 2`)
  expect((await verifyAudit(store)).broken).toEqual({ id: '8', what: 'it does not follow the one before it' })
})

test.each(['update sluice.audit set actor = actor', 'delete from sluice.audit', 'truncate sluice.audit'])(
  'the table refuses: %s',
  async (sql) => {
    await write(1)
    await expect(database.query(sql)).rejects.toThrow('the audit log is only ever added to')
  },
)

test('a log from before it was signed is taken over, and given back', async () => {
  const { up, down } = await import('../../migrations/0005_audit.ts')
  await write(2)
  await down(store.knex)
  await database.query(`insert into sluice.audit (actor, action) values ('cli', 'tenant.add')`)
  await up(store.knex)
  expect(await verifyAudit(store)).toMatchObject({ entries: 3, unsigned: 3, broken: null })
  await write(1)
  expect(await verifyAudit(store)).toMatchObject({ entries: 4, head: { id: '4' }, broken: null })
})
