import { isDeepStrictEqual } from 'node:util'
import { normalise } from './answers.ts'
import type { Contestant } from './contestants.ts'
import type { Shop, Workload } from './workloads/index.ts'

/**
 * Asks everybody the same for the largest tenant, the smallest, and some between.
 * @throws where an answer differs from the limit's
 */
export async function compare(
  workload: Workload,
  contestants: readonly Contestant[],
  shops: readonly Shop[],
): Promise<void> {
  const probes = [0, 1, 9, shops.length >> 1, shops.length - 1].map((rank) => shops[rank]!)
  for (const shop of probes) {
    const answers = []
    for (const contestant of contestants) {
      const answer = await ask(contestant, workload, shop)
      if (answer !== undefined) answers.push({ name: contestant.name, answer })
    }
    const [first, ...others] = answers
    for (const { name, answer } of others) {
      if (isDeepStrictEqual(answer, first!.answer)) continue
      const [left, right] = [first!.answer, answer].map((one) => JSON.stringify(one).slice(0, 2_000))
      throw new Error(
        `${workload.name}, ${shop.tenant}: ${name} differs from ${first!.name}\n${left}\n${right}`,
      )
    }
  }
}

async function ask(contestant: Contestant, workload: Workload, shop: Shop): Promise<unknown> {
  const body = contestant.body(workload, shop)
  if (body === undefined) return undefined
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${contestant.token(shop.tenant)}`,
  }
  const answer = await fetch(`${contestant.url}${contestant.path(workload)}`, {
    method: 'POST',
    headers,
    body,
  })
  const text = await answer.text()
  if (!answer.ok || /"errors?":/.test(text)) {
    throw new Error(`${contestant.name} fails on ${workload.name}: ${answer.status} ${text.slice(0, 1_000)}`)
  }
  return normalise(contestant.read(workload, JSON.parse(text)))
}
