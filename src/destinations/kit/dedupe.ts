import type { Change } from '../contract.ts'

export interface Deduped {
  /** One change a key: the last one, since that is what should stand in the end. */
  readonly changes: readonly Change[]
  /** Gives each original change the answer that its key got. */
  readonly spread: <T>(answers: readonly T[]) => T[]
}

/** Many far sides refuse a whole batch that names a record twice. */
export function dedupe(changes: readonly Change[]): Deduped {
  const last = new Map<string, Change>()
  for (const change of changes) last.set(change.key, change)
  if (last.size === changes.length) return { changes, spread: (answers) => [...answers] }

  const places = new Map([...last.keys()].map((key, place) => [key, place]))
  return {
    changes: [...last.values()],
    spread: <T>(answers: readonly T[]) =>
      changes.map((change) => answers[places.get(change.key) as number] as T),
  }
}
