import type { House } from './house.ts'
import { lanesOf, prepareSync, syncNamed, withJob } from './lanes.ts'
import { planLane, type LanePlan, type PlanCounts } from './run/plan.ts'

export interface SyncPlan {
  readonly sync: string
  readonly scope: 'OPERATOR' | 'TENANT'
  readonly to: string
  readonly object: string
  /** Of all lanes together. */
  readonly counts: PlanCounts
  /** Of an operator's sync, or of the one tenant that was asked for. */
  readonly digest: string | null
  readonly calls: number
  readonly lanes: readonly LanePlan[]
  /** Tenants without an account at the destination. */
  readonly skipped: readonly string[]
}

export interface PlanOptions {
  /** Of a sync with scope TENANT: this one alone. */
  readonly tenant?: string
  readonly samples?: number
  readonly signal?: AbortSignal
}

/** What a run would do now, without sending. @throws NOT_FOUND, INVALID_PROJECT, DESTINATION_REFUSED, UNAVAILABLE */
export async function planSync(house: House, name: string, options: PlanOptions = {}): Promise<SyncPlan> {
  const sync = syncNamed(house, name)
  const prepared = prepareSync(house, sync)
  const lanes: LanePlan[] = []
  const skipped: string[] = []
  for (const tenant of await lanesOf(house, sync, options.tenant)) {
    const plan = await withJob(house, prepared, tenant, (job) => planLane(house, job, options))
    if (plan) lanes.push(plan)
    else if (tenant !== null) skipped.push(tenant)
  }
  const { scope, to, object } = sync
  const digest = lanes.length === 1 ? lanes[0]!.digest : null
  const calls = lanes.reduce((sum, lane) => sum + lane.calls, 0)
  return { sync: name, scope, to, object, counts: sumPlans(lanes), digest, calls, lanes, skipped }
}

const names = ['read', 'create', 'update', 'remove', 'unchanged', 'withheld', 'rejected', 'waiting'] as const

function sumPlans(lanes: readonly LanePlan[]): PlanCounts {
  const sum = (name: (typeof names)[number]) => lanes.reduce((total, { counts }) => total + counts[name], 0)
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as unknown as PlanCounts
}
