import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Change } from '../../../src/destinations/contract.ts'
import { connectors, openDestination } from '../../../src/destinations/index.ts'
import { fewer, htmlPage, reordered } from '../../../src/destinations/kit/simulator/faults.ts'
import type { SimReply } from '../../../src/destinations/kit/simulator/simulator.ts'
import { simulators } from '../../../src/destinations/sandbox.ts'
import { batchOf, examples, withScene } from './setting.ts'

const folders = readdirSync(new URL('../../../src/destinations', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'kit')
  .map(({ name }) => name)

/** The answer with only these of its results, in this order. */
function picked(reply: SimReply, picks: readonly number[]): SimReply {
  const { results, ...body } = reply.body as { results: readonly unknown[] }
  return {
    ...reply,
    body: { ...body, results: picks.flatMap((at) => (at < results.length ? [results[at]] : [])) },
  }
}

/** Far sides differ in whether `true` is a text: the contract is that it is the same value. */
const texts = (fields: Change['fields']) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, JSON.stringify(value).replaceAll('"', '')]),
  )

test('every folder of destinations has a connector and a simulator that are listed', () => {
  expect(connectors.map(({ name }) => name).sort()).toEqual(folders.sort())
  expect(simulators.map(({ name }) => name).sort()).toEqual(folders.sort())
})

describe.each(simulators.map((simulator) => [simulator.name, simulator] as const))('%s', (_, simulator) => {
  const three = () => batchOf(simulator, examples(simulator, 3))
  const delivered = expect.objectContaining({ is: 'delivered' })

  test('delivers each record, and the far side holds what was sent', () =>
    withScene(simulator, async ({ far, destination }) => {
      expect(await destination.deliver(three())).toEqual([delivered, delivered, delivered])
      const held = far.records(simulator.example.object).map(({ fields }) => texts(fields))
      for (const { fields } of examples(simulator, 3)) expect(held).toContainEqual(texts(fields))
    }))

  test('describes the object that its example is of', () =>
    withScene(simulator, async ({ destination }) => {
      const { example } = simulator
      const description = await destination.describe(example.object)
      expect(description.object).toBe(example.object)
      const key = description.fields.find(({ name }) => name === example.key)
      expect(description.open === true || key?.unique === true).toBe(true)
    }))

  test('sends the same record twice and leaves one', () =>
    withScene(simulator, async ({ far, destination }) => {
      await destination.deliver(three())
      await destination.deliver(three())
      expect(far.records()).toHaveLength(3)
    }))

  test('sends the last of two changes of one key, and both get its answer', () =>
    withScene(simulator, async ({ far, destination }) => {
      const [first, second] = examples(simulator, 2) as [never, never]
      const outcomes = await destination.deliver(batchOf(simulator, [first, second, first]))
      expect(outcomes).toHaveLength(3)
      expect(outcomes[0]).toEqual(outcomes[2])
      expect(far.writes).toHaveLength(2)
    }))

  test('cuts a batch that is larger than the far side takes', () =>
    withScene(simulator, async ({ far, destination }) => {
      const { records } = destination.kind(simulator.example.object).limits
      const outcomes = await destination.deliver(batchOf(simulator, examples(simulator, records + 1)))
      expect(outcomes.every(({ is }) => is === 'delivered')).toBe(true)
      expect(outcomes).toHaveLength(records + 1)
      expect(far.log).toHaveLength(2)
      const keys = far.log.map(({ headers, text }) => headers['idempotency-key'] ?? text.length)
      expect(new Set(keys).size).toBe(2)
    }))

  test('tells the bad record from its neighbours', () =>
    withScene(simulator, async ({ far, destination }) => {
      const [first, , third] = examples(simulator, 3) as [never, never, never]
      const bad = simulator.example.bad(1)
      const outcomes = await destination.deliver(batchOf(simulator, [first, bad, third]))
      expect(outcomes).toEqual([delivered, expect.objectContaining({ is: 'rejected' }), delivered])
      expect(far.records()).toHaveLength(2)
    }))

  test('joins answers to records when they come in another order', () =>
    withScene(simulator, async ({ far, destination }) => {
      const [first, , third] = examples(simulator, 3) as [never, never, never]
      far.faults.add(reordered)
      const outcomes = await destination.deliver(batchOf(simulator, [first, third, simulator.example.bad(1)]))
      expect(outcomes.map(({ is }) => is)).toEqual(['delivered', 'delivered', 'rejected'])
    }))

  test('asks again for records that were left out of the answer', () =>
    withScene(simulator, async ({ far, destination }) => {
      far.faults.add(fewer(2))
      expect(await destination.deliver(three())).toEqual([delivered, delivered, delivered])
      expect(far.log).toHaveLength(2)
      expect(far.records()).toHaveLength(3)
    }))

  test('says unknown, never delivered, while answers keep missing', () =>
    withScene(simulator, async ({ far, destination }) => {
      far.faults.add(fewer(1), { times: 99 })
      const outcomes = await destination.deliver(three())
      expect(outcomes.filter(({ is }) => is === 'unknown').length).toBeGreaterThan(0)
    }))

  test('resends what was applied and never answered, and leaves no second record', () =>
    withScene(simulator, async ({ far, destination }) => {
      far.faults.add({ is: 'drop', applied: true }).add({ is: 'reset' }).add({ is: 'half', count: 1 })
      expect(await destination.deliver(three())).toEqual([delivered, delivered, delivered])
      expect(far.records()).toHaveLength(3)
      expect(far.log).toHaveLength(4)
    }))

  test('repeats a request under the same idempotency and trace ids', () =>
    withScene(simulator, async ({ far, destination }) => {
      far.faults.add({ is: 'drop', applied: true })
      await destination.deliver(three())
      expect(far.log[1]?.text).toBe(far.log[0]?.text)
      expect(far.log[1]?.headers['idempotency-key']).toBe(far.log[0]?.headers['idempotency-key'])
    }))

  test('waits as long as a 429 asks for, then delivers', () =>
    withScene(simulator, async ({ far, destination, clock }) => {
      far.faults.add({ is: 'answer', reply: { status: 429, headers: { 'retry-after': '7' } } })
      expect(await destination.deliver(three())).toEqual([delivered, delivered, delivered])
      expect(clock.slept).toEqual([7_000])
    }))

  test('hands the records back when the far side asks for more patience than there is', () =>
    withScene(simulator, async ({ far, destination, clock }) => {
      far.faults.add({ is: 'answer', reply: { status: 503, headers: { 'retry-after': '86400' } } })
      const outcomes = await destination.deliver(three())
      expect(outcomes).toEqual(Array(3).fill(expect.objectContaining({ is: 'retry', afterMs: 86_400_000 })))
      expect(clock.slept).toEqual([])
      expect(far.log).toHaveLength(1)
    }))

  test('backs off through a storm of 5xx, within its budget', () =>
    withScene(simulator, async ({ far, destination, clock }) => {
      far.faults.add({ is: 'answer', reply: { status: 502, body: 'bad gateway' } }, { times: 99 })
      const outcomes = await destination.deliver(three())
      expect(outcomes.every(({ is }) => is === 'retry')).toBe(true)
      expect(clock.slept).toEqual([500, 1_000, 2_000, 4_000, 8_000])
    }))

  test('stops at once where the credentials are refused, and says so', () =>
    withScene(simulator, async ({ far, destination, clock }) => {
      far.faults.add(
        { is: 'answer', reply: { status: 401, body: { message: 'who are you?' } } },
        { times: 9 },
      )
      await expect(destination.deliver(three())).rejects.toMatchObject({
        code: 'DESTINATION_REFUSED',
        message: expect.stringMatching(/destination `tested`.*401.*who are you\?/),
      })
      expect(clock.slept).toEqual([])
      expect(far.log).toHaveLength(1)
      await expect(destination.test()).rejects.toMatchObject({ code: 'DESTINATION_REFUSED' })
    }))

  test('tells what was delivered even if the far side turns away in mid-run', () =>
    withScene(simulator, async ({ far, destination }) => {
      far.faults.add({ is: 'answer', reply: { status: 401 } }, { after: 1 })
      const { records } = destination.kind(simulator.example.object).limits
      const outcomes = await destination.deliver(batchOf(simulator, examples(simulator, records + 2)))
      expect(outcomes.slice(0, records).every(({ is }) => is === 'delivered')).toBe(true)
      expect(outcomes.slice(records).map(({ is }) => is)).toEqual(['retry', 'retry'])
    }))

  test('halves what is too large', () =>
    withScene(simulator, async ({ far, destination }) => {
      far.faults.add(
        { is: 'answer', reply: { status: 413 } },
        { times: 99, when: ({ text }) => text.includes('-0"') && text.includes('-3"') },
      )
      const outcomes = await destination.deliver(batchOf(simulator, examples(simulator, 4)))
      expect(outcomes).toEqual([delivered, delivered, delivered, delivered])
      expect(far.log).toHaveLength(3)
    }))

  test('never takes a web page with status 200 for an answer', () =>
    withScene(simulator, async ({ far, destination }) => {
      far.faults.add(htmlPage, { times: 99 })
      const outcomes = await destination.deliver(three())
      expect(outcomes.map(({ is }) => is)).toEqual(['unknown', 'unknown', 'unknown'])
      expect(far.writes).toEqual([])
    }))

  test('gives an endless answer up', () =>
    withScene(
      simulator,
      async ({ far, destination }) => {
        far.faults.add(
          { is: 'answer', reply: { status: 200, body: { results: ['x'.repeat(200_000)] } } },
          { times: 99 },
        )
        const outcomes = await destination.deliver(three())
        expect(outcomes.map(({ is }) => is)).toEqual(['unknown', 'unknown', 'unknown'])
      },
      { maxAnswer: 100_000 },
    ))

  test('gives a silent far side up', () =>
    withScene(
      simulator,
      async ({ far, destination }) => {
        far.faults.add({ is: 'delay', ms: 3_000 })
        const outcomes = await destination.deliver(three())
        expect(outcomes.map(({ is }) => is)).toEqual(['unknown', 'unknown', 'unknown'])
      },
      { settings: { timeoutMs: 150 }, patience: { attempts: 1 } },
    ))

  test('certainly did not apply what could not even connect', () =>
    withScene(simulator, async ({ far, destination }) => {
      await far.stop()
      const outcomes = await destination.deliver(three())
      expect(outcomes.map(({ is }) => is)).toEqual(['retry', 'retry', 'retry'])
      await expect(destination.test()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    }))

  test('does not follow a redirect, and its secret reaches nobody else', () =>
    withScene(simulator, async ({ far, destination }) => {
      const visits: string[] = []
      const stranger = createServer((request, response) => {
        visits.push(request.url ?? '')
        response.end('[]')
      })
      await new Promise<void>((resolve) => void stranger.listen(0, '127.0.0.1', resolve))
      const { port } = stranger.address() as AddressInfo
      for (const status of [301, 302, 307, 308]) {
        far.faults.add({
          is: 'answer',
          reply: { status, headers: { location: `http://127.0.0.1:${port}/` } },
        })
        await expect(destination.deliver(three())).rejects.toMatchObject({
          code: 'DESTINATION_REFUSED',
          message: expect.stringContaining('Redirects are never followed'),
        })
      }
      expect(visits).toEqual([])
      await new Promise((resolve) => stranger.close(resolve))
    }))

  test('keeps its secret out of errors when the far side echoes it', () =>
    withScene(simulator, async ({ far, destination }) => {
      const { headers } = await destination.deliver(three()).then(() => far.log[0] as (typeof far.log)[0])
      const secret = headers['authorization']?.replace('Bearer ', '') ?? 'sandbox-signing-secret'
      far.faults.add({ is: 'answer', reply: { status: 401, body: { message: `bad: ${secret}` } } })
      await expect(destination.deliver(three())).rejects.toThrow(/bad: \[hidden\]/)
    }))

  test('keeps its secret out of rejects, and joins an answer whose id looks like one', () =>
    withScene(simulator, async ({ far, destination }) => {
      const { headers } = await destination.deliver(three()).then(() => far.log[0] as (typeof far.log)[0])
      const secret = headers['authorization']?.replace('Bearer ', '') ?? 'sandbox-signing-secret'
      const body = { category: 'VALIDATION_ERROR', message: `no: ${secret}`, error: `no: ${secret}` }
      far.faults.add({ is: 'answer', reply: { status: 409, body } }, { times: 9 })
      expect(await destination.deliver(batchOf(simulator, examples(simulator, 1)))).toMatchObject([
        { is: 'rejected', reason: 'no: [hidden]' },
      ])
      far.faults.clear()
      const { example } = simulator
      const named = { key: secret, fields: { ...example.change(0).fields, [example.key]: secret } }
      expect(await destination.deliver(batchOf(simulator, [named]))).toMatchObject([{ is: 'delivered' }])
    }))

  test('whatever an answer leaves out, repeats or shuffles, nothing is called delivered that isn’t', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat(7), { maxLength: 12 }), (picks) =>
        withScene(
          simulator,
          async ({ far, destination }) => {
            far.faults.add({ is: 'edit', edit: (reply) => picked(reply, picks) }, { times: 99 })
            const changes = examples(simulator, 6).map((change, n) =>
              n === 3 ? simulator.example.bad(n) : change,
            )
            const outcomes = await destination.deliver(batchOf(simulator, changes))
            expect(outcomes).toHaveLength(changes.length)
            const { example } = simulator
            const held = new Map(
              far.records(example.object).map(({ id, fields }) => [fields[example.key], id]),
            )
            const told = outcomes.flatMap((outcome, at) =>
              outcome.is === 'delivered' ? [{ at, ...outcome }] : [],
            )
            for (const { at, farId } of told) {
              const id = held.get(changes[at]?.key)
              expect(id).toBeDefined()
              expect([id, undefined]).toContain(farId)
            }
          },
          { patience: { attempts: 2 } },
        ),
      ),
      { numRuns: 25 },
    ))

  test('removes what it delivered, and takes it calmly if that is gone already', () =>
    withScene(simulator, async ({ far, destination }) => {
      const sent = await destination.deliver(three())
      const changes = examples(simulator, 3).map(({ key }, i) => {
        const outcome = sent[i]
        const farId = outcome?.is === 'delivered' ? outcome.farId : undefined
        return { key, fields: {}, ...(farId === undefined || i === 0 ? {} : { farId }) }
      })
      expect(await destination.deliver(batchOf(simulator, changes, 'remove'))).toEqual([
        delivered,
        delivered,
        delivered,
      ])
      expect(far.records()).toEqual([])
      expect(await destination.deliver(batchOf(simulator, changes, 'remove'))).toEqual([
        delivered,
        delivered,
        delivered,
      ])
    }))

  test('asks for admission before each request', async () => {
    let admitted = 0
    const admit = () => Promise.resolve(void admitted++)
    await withScene(simulator, ({ destination }) => destination.deliver(three()), { admit })
    expect(admitted).toBe(1)
  })

  test('stops waiting when it is told to, and sends nothing more', () =>
    withScene(simulator, async ({ far, destination }) => {
      far.faults.add({ is: 'answer', reply: { status: 503 } }, { times: 9 })
      const outcomes = await destination.deliver(three(), { signal: AbortSignal.abort() })
      expect(outcomes.map(({ is }) => is)).toEqual(['retry', 'retry', 'retry'])
      expect(far.log).toHaveLength(1)
    }))

  test('refuses settings that it doesn’t know, all of them at once', () => {
    const wrong = () =>
      openDestination({
        name: 'crm',
        connector: simulator.name,
        settings: { tokn: 'x', limits: { records: 0 } },
      })
    expect(wrong).toThrow(/destination `crm` in sluice\.yaml.*limits\.records.*tokn/s)
  })
})
