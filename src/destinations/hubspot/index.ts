import { SluiceError } from '../../base/errors.ts'
import type { Connector, FarSide, ObjectKind } from '../contract.ts'
import { read } from '../kit/ask.ts'
import { archive } from './archive.ts'
import { reading } from './classify.ts'
import { bearer, describe } from './describe.ts'
import { propertyPath } from './paths.ts'
import { quota } from './quota.ts'
import { settings, type HubSpotSettings } from './settings.ts'
import { upsert } from './upsert.ts'

/** Any object of the CRM: by name, by type id (`0-2`, `2-12345`) or by a custom object's own name (`p_shops`). */
const records: ObjectKind<HubSpotSettings> = {
  matches: (object) =>
    /^(contacts|companies|deals|tickets|products|line_items|quotes|calls|tasks|notes|meetings|0-\d+|2-\d+|p_\w+)$/.test(
      object,
    ),
  label: 'an object of the CRM, such as `companies`',
  modes: ['UPSERT', 'MIRROR'],
  // A unique property finds the record again, so the same upsert lands on the same record.
  idempotent: true,
  merges: true,
  // 100 inputs a request and, on the smallest plan, 100 requests in 10 seconds.
  limits: { records: 100, bytes: 3_000_000, concurrency: 4, rate: { requests: 100, perMs: 10_000 } },
}

export const hubspot: Connector<HubSpotSettings> = {
  name: 'hubspot',
  about: 'HubSpot CRM: records by a unique property, in batches of 100',
  settings,
  objects: [records],
  base: ({ baseUrl }) => baseUrl,
  account: ({ portal }) => portal,
  sandbox: (url) => ({ token: 'sandbox-token', baseUrl: url }),
  quota,
  describe,
  deliver: (far, batch) => (batch.operation === 'upsert' ? upsert(far, batch) : archive(far, batch)),
  test,
}

/** An app may be allowed to see some objects only: one of these is enough to know that the token is good. */
async function test(far: FarSide<HubSpotSettings>): Promise<void> {
  let refusal: unknown
  for (const object of ['contacts', 'companies', 'deals']) {
    try {
      const url = propertyPath(far.settings, object)
      await read(far, reading(far.settings.timezone), { method: 'GET', url, headers: bearer(far.settings) })
      return
    } catch (error) {
      if (!(error instanceof SluiceError) || error.code !== 'DESTINATION_REFUSED') throw error
      refusal = error
    }
  }
  throw refusal
}
