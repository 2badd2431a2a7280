import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openDestination, type Destination } from '../../src/destinations/index.ts'
import { hubspotSimulator } from '../../src/destinations/hubspot/simulator.ts'
import { startSimulator, type RunningSimulator } from '../../src/destinations/kit/simulator/start.ts'
import { runLane } from '../../src/sync/run/run.ts'
import type { Job } from '../../src/sync/run/job.ts'
import type { Row } from '../../src/warehouses/contract.ts'
import { benchOf, freshStore, jobOf, mappingOf } from './far.ts'

let far: RunningSimulator
let destination: Destination
let fresh: Awaited<ReturnType<typeof freshStore>>

beforeAll(async () => {
  fresh = await freshStore()
  const properties = { contacts: { shop: { type: 'string', label: 'Shop', unique: true } } }
  far = await startSimulator(hubspotSimulator, { settings: { properties } })
  destination = openDestination({
    name: 'crm',
    connector: 'hubspot',
    settings: { sandbox: true },
    sandboxUrl: far.url,
  })
})
afterAll(async () => {
  await destination.close()
  await far.stop()
  await fresh.close()
})

const types = { shop: 'ID', firstname: 'String', lastname: 'String' } as const
const rows: Row[] = [
  ['a', 'Ada', 'Lovelace'],
  ['b', 'Grace', 'Hopper'],
]

async function sync(mapping: Job['mapping']): Promise<readonly Record<string, unknown>[]> {
  const before = far.log.length
  const guards = { removed: { records: 0, share: 1 }, changed: { records: 0, share: 1 }, minRows: 1 }
  await runLane(
    benchOf(fresh.store),
    jobOf(destination, () => rows, { object: 'contacts', mapping, guards }),
  )
  return far.log
    .slice(before)
    .flatMap(({ text }) => (JSON.parse(text) as { inputs: { properties: Record<string, unknown> }[] }).inputs)
    .map(({ properties }) => properties)
}

test('where the far side keeps what isn’t sent, a changed mapping sends the fields that come out different, and no others', async () => {
  expect(await sync(mappingOf(types, { key: 'shop' }))).toHaveLength(2)
  const withStage = mappingOf(types, { key: 'shop', constants: { lifecyclestage: 'customer' } })
  const sent = await sync(withStage)
  expect(sent).toHaveLength(2)
  for (const properties of sent) {
    expect(properties).toMatchObject({ lifecyclestage: 'customer' })
    expect(properties).not.toHaveProperty('firstname')
    expect(properties).not.toHaveProperty('lastname')
  }
  expect(far.records('contacts').map(({ fields }) => fields)).toMatchObject([
    { firstname: 'Ada', lastname: 'Lovelace', lifecyclestage: 'customer' },
    { firstname: 'Grace', lastname: 'Hopper', lifecyclestage: 'customer' },
  ])
  rows[1] = ['b', 'Grace', 'Murray Hopper']
  const [changed, ...others] = await sync(withStage)
  expect(others).toEqual([])
  expect(changed).toMatchObject({ lastname: 'Murray Hopper' })
  expect(changed).not.toHaveProperty('firstname')
  expect(changed).not.toHaveProperty('lifecyclestage')
})
