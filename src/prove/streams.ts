import type { RowsQuery } from '../engine/query.ts'
import { openScope } from '../tenant/scope.ts'
import type { Sighting } from './findings/finding.ts'
import type { House } from './stage/house.ts'

/** A sync of scope TENANT, as its document says it. No destination is touched. */
export interface ProvedSync {
  readonly name: string
  readonly query: RowsQuery
}

export interface StreamParts {
  readonly syncs: readonly ProvedSync[]
  readonly crowded: House
  readonly alone: House
  readonly asker: string
  readonly roles: readonly string[]
  readonly canaries: ReadonlyMap<string, string>
  readonly now: Date
}

/** What each sync would read for the asker: with everybody's rows the same as with its own alone. */
export async function proveStreams(parts: StreamParts): Promise<readonly Sighting[]> {
  const found: Sighting[] = []
  for (const sync of parts.syncs) {
    const [crowded, alone] = await Promise.all([
      recordsOf(parts, parts.crowded, sync),
      recordsOf(parts, parts.alone, sync),
    ])
    if (crowded === alone) continue
    const told = crowded.toLowerCase()
    const victim = [...parts.canaries].find(
      ([tenant, word]) => tenant !== parts.asker && told.includes(word),
    )?.[0]
    found.push({
      wall: 'all',
      oracle: victim === undefined ? 'non-interference' : 'canaries',
      model: sync.query.model,
      asker: parts.asker,
      ...(victim === undefined ? {} : { victim }),
      outlet: 'sync',
      request: `sync ${sync.name}`,
      seen: 'other records beside others than without them',
      cure: `Look at the \`tenant\` of ${sync.query.model} and of what the sync leads to`,
    })
  }
  return found
}

async function recordsOf(
  { asker, roles, now }: StreamParts,
  house: House,
  { query }: ProvedSync,
): Promise<string> {
  const principal = { tenant: asker, roles, claims: {} }
  const scope = await openScope(principal, { knows: () => Promise.resolve(true) })
  const compiled = house.engine.compile(query, { scope: 'tenant', roles, whole: true })
  const records: string[] = []
  for await (const rows of house.engine.stream(scope, compiled, { variables: {}, now }))
    records.push(...rows.map((row) => JSON.stringify(row)))
  return records.sort().join('\n')
}
