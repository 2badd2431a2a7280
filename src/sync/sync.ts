import { SluiceError } from '../base/errors.ts'
import { audit } from '../store/audit.ts'
import type { RunState } from '../store/runs.ts'
import type { House } from './house.ts'
import { lanesOf, prepareSync, syncNamed, withJob } from './lanes.ts'
import type { Prepared } from './prepare.ts'
import { sumCounts, sumDetails, type Counts, type Details } from './run/counts.ts'
import type { RunOptions } from './run/job.ts'
import { runLane, type LaneRun } from './run/run.ts'
import { openSlots } from './run/slots.ts'

export interface SyncRun {
  readonly sync: string
  readonly scope: 'OPERATOR' | 'TENANT'
  readonly to: string
  readonly object: string
  /** The worst of the lanes'. */
  readonly state: RunState
  /** Of all lanes together. */
  readonly counts: Counts
  readonly details: Details
  /** Approves what is withheld; of an operator's sync, or of the one tenant that was asked for. */
  readonly digest: string | null
  readonly error: LaneRun['error']
  readonly lanes: readonly LaneRun[]
  /** Tenants whose run couldn't even begin, with the reason; the others ran. */
  readonly failed: readonly { readonly tenant: string; readonly code: string; readonly message: string }[]
  /** Tenants without an account at the destination. */
  readonly skipped: readonly string[]
  readonly ms: number
}

export interface SyncOptions extends RunOptions {
  /** Of a sync with scope TENANT: this one alone. */
  readonly tenant?: string
  /** Who asked for it, for the audit log; a run that nobody asked for isn't in it. */
  readonly actor?: string
}

/** Lanes at once: each takes two connections of the store and one of the warehouse. */
const LANES = 3

/**
 * Runs a sync: once for the operator, or once for each tenant, none of which stops the others.
 * @throws NOT_FOUND, INVALID_PROJECT, USAGE; for an operator's sync also CONFLICT, LEASE_LOST, UNAVAILABLE
 */
export async function runSync(house: House, name: string, options: SyncOptions = {}): Promise<SyncRun> {
  const began = performance.now()
  const sync = syncNamed(house, name)
  const { tenant: only, approve, actor } = options
  if (approve !== undefined && sync.scope === 'TENANT' && only === undefined) throw whosePlan(name)
  const prepared = prepareSync(house, sync)
  const tenants = await lanesOf(house, sync, only)
  if (approve !== undefined || actor !== undefined) {
    const action = approve === undefined ? 'sync.run' : 'sync.approve'
    const details = { sync: name, ...(approve !== undefined && { digest: approve }) }
    await audit(house.store, { actor: actor ?? 'unknown', action, tenant: only ?? null, details })
  }
  const outcomes = await runLanes(house, prepared, tenants, options)
  const { scope, to, object } = sync
  return { sync: name, scope, to, object, ...outcomes, ms: Math.round(performance.now() - began) }
}

type Outcomes = Pick<
  SyncRun,
  'state' | 'counts' | 'details' | 'digest' | 'error' | 'lanes' | 'failed' | 'skipped'
>

async function runLanes(
  house: House,
  prepared: Prepared,
  tenants: readonly (string | null)[],
  options: SyncOptions,
): Promise<Outcomes> {
  const lanes: LaneRun[] = []
  const failed: SyncRun['failed'][number][] = []
  const skipped: string[] = []
  const one = async (tenant: string | null) => {
    if (options.signal?.aborted && tenant !== null) return
    try {
      const run = await withJob(house, prepared, tenant, (job) => runLane(house, job, options))
      if (run) lanes.push(run)
      else if (tenant !== null) skipped.push(tenant)
    } catch (error) {
      if (tenant === null) throw error
      failed.push({ tenant, ...told(error) })
    }
  }
  const slots = openSlots(LANES)
  await Promise.all(tenants.map((tenant) => slots.use(() => one(tenant))))
  const byTenant = (a: { tenant: string | null }, b: { tenant: string | null }) =>
    (a.tenant ?? '').localeCompare(b.tenant ?? '')
  lanes.sort(byTenant)
  const bad = lanes.find(({ error }) => error)?.error ?? failed[0]
  return {
    state: failed.length > 0 ? 'failed' : worst(lanes),
    counts: sumCounts(lanes.map(({ counts }) => counts)),
    details: sumDetails(lanes.map(({ details }) => details)),
    digest: lanes.length === 1 ? lanes[0]!.digest : null,
    error: bad ? { code: bad.code, message: bad.message } : null,
    lanes,
    failed: failed.toSorted(byTenant),
    skipped: skipped.sort(),
  }
}

const badness: readonly RunState[] = ['failed', 'lost', 'paused', 'stopped', 'delivering', 'reading', 'done']

function worst(lanes: readonly LaneRun[]): RunState {
  return badness.find((state) => lanes.some((lane) => lane.state === state)) ?? 'done'
}

function told(error: unknown): { code: string; message: string } {
  if (error instanceof SluiceError) return { code: error.code, message: error.message }
  return { code: 'INTERNAL', message: 'The run failed' }
}

function whosePlan(name: string): SluiceError {
  return new SluiceError('USAGE', {
    what: `Sync "${name}" has a plan for each tenant`,
    expected: 'the tenant whose plan is approved',
    cure: `Say whose: sluice sync ${name} --tenant T --approve DIGEST`,
  })
}
