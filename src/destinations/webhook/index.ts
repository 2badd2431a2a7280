import { hash } from 'node:crypto'
import type { Connector, FarSide, ObjectKind } from '../contract.ts'
import { read } from '../kit/ask.ts'
import { reading } from './classify.ts'
import { post } from './post.ts'
import { settings, type WebhookSettings } from './settings.ts'
import { sign } from './signature.ts'

/** The receiver knows records by object and key; a name of its own choosing. */
const records: ObjectKind<WebhookSettings> = {
  matches: (object) => /^[\w][\w./-]{0,99}$/.test(object),
  label: 'any name that the receiver knows, such as `customers`',
  modes: ['UPSERT', 'MIRROR'],
  // The receiver's part of the bargain: records are upserted by key, and an Idempotency-Key seen before changes nothing.
  idempotent: true,
  limits: { records: 1_000, bytes: 1_000_000, concurrency: 4 },
}

export const webhook: Connector<WebhookSettings> = {
  name: 'webhook',
  about: 'Your own HTTP receiver: signed JSON arrays, answers for the batch or for each record',
  settings,
  objects: [records],
  base: ({ url }) => url,
  sandbox: (url) => ({ url, secret: 'sandbox-signing-secret', headers: {} }),
  // A receiver takes what it is sent: nobody can say beforehand which fields it likes.
  describe: (_, object) => Promise.resolve({ object, open: true, fields: [] }),
  deliver: post,
  test,
}

/** An empty array: a receiver that checks signatures says whether it likes ours, and has nothing to do. */
async function test(far: FarSide<WebhookSettings>): Promise<void> {
  const now = far.clock.now()
  await read(far, reading, {
    method: 'POST',
    url: '',
    headers: {
      ...far.settings.headers,
      'content-type': 'application/json',
      'idempotency-key': `test-${hash('sha256', String(now.getTime())).slice(0, 16)}`,
      'x-signature': sign(far.settings.secret, '[]', now),
    },
    body: '[]',
  })
}
