import type { Store } from '../../store/store.ts'
import { listRuns, type SyncDocument } from '../../sync/index.ts'

type Run = Awaited<ReturnType<typeof listRuns>>[number]

/** More than the demo has shops. */
const LANES = 200

/** A sync and its last run, as the demo's page shows it: of a sync per shop, the last run of every shop together. */
export async function syncCard(store: Store, sync: SyncDocument) {
  const { name, description, mode, scope, to, object } = sync
  const runs = await listRuns({ store }, { sync: name, limit: scope === 'TENANT' ? LANES : 1 })
  return { name, description, mode, scope, to, object, lastRun: together(latestOfEach(runs)) }
}

function latestOfEach(runs: readonly Run[]): readonly Run[] {
  const latest = new Map<string | null, Run>()
  for (const run of runs) if (!latest.has(run.tenant)) latest.set(run.tenant, run)
  return [...latest.values()]
}

function together(runs: readonly Run[]) {
  const [last] = runs
  if (!last) return null
  const names = ['read', 'unchanged', 'delivered', 'rejected', 'withheld', 'waiting'] as const
  const sum = (name: (typeof names)[number]) => runs.reduce((total, { counts }) => total + counts[name], 0)
  return {
    state: runs.find(({ state }) => state !== 'done')?.state ?? last.state,
    at: last.started.toISOString(),
    counts: Object.fromEntries(names.map((name) => [name, sum(name)])),
  }
}
