import { invariant } from '../../base/errors.ts'
import type { Hop, Load } from '../contract.ts'

/** Puts the rows of other warehouses where their keys stand marked: one look-up a hop, each key once. */
export async function followHops(
  text: string,
  nonce: string,
  hops: readonly Hop[],
  load: Load,
): Promise<string> {
  if (hops.length === 0) return text
  const marked = new RegExp(`\\["${nonce}"\\s*,\\s*">(\\d+)"\\s*,\\s*("(?:[^"\\\\]|\\\\.)*")\\s*\\]`, 'g')
  const keys = hops.map(() => new Set<string>())
  for (const [, hop, key] of text.matchAll(marked)) keys[Number(hop)]?.add(keyOf(key))
  const rows = await Promise.all(hops.map(async (hop, i) => rowsByKey(hop, [...(keys[i] ?? [])], load)))
  return text.replace(marked, (_, hop: string, key: string) => rows[Number(hop)]?.get(keyOf(key)) ?? 'null')
}

async function rowsByKey(
  hop: Hop,
  keys: readonly string[],
  load: Load,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = keys.length > 0 ? await load(hop, keys) : []
  invariant(rows.length === keys.length, 'a look-up answers every key')
  return new Map(keys.map((key, i) => [key, rows[i] ?? null]))
}

function keyOf(text: string | undefined): string {
  return JSON.parse(text ?? '""') as string
}
