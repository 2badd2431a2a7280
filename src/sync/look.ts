import { audit } from '../store/audit.ts'
import { findRejects, releaseRejects, type Reject, type RejectFilter } from '../store/rejects.ts'
import { findRuns, type RunRecord } from '../store/runs.ts'
import type { House } from './house.ts'
import { syncNamed } from './lanes.ts'
import type { Counts, Details } from './run/counts.ts'

type Shelf = Pick<House, 'store'>
type RunCounts = Counts & { readonly details?: Details }

/** The latest first. `tenant: null` for the operator's alone. */
export async function listRuns(
  { store }: Shelf,
  filter: { readonly sync?: string; readonly tenant?: string | null; readonly limit?: number } = {},
): Promise<RunRecord<RunCounts>[]> {
  return await findRuns<RunCounts>(store, filter)
}

/** Records that the mapping or the far side refused, and those whose outcome nobody knows; the latest first. */
export async function listRejects(
  { store }: Shelf,
  filter: RejectFilter = {},
  limit?: number,
): Promise<Reject[]> {
  return await findRejects(store, filter, limit)
}

/** Lets the next run send them again. @returns how many @throws NOT_FOUND for a sync that isn't there */
export async function retryRejects(
  house: House,
  filter: RejectFilter & { readonly sync: string },
  actor: string,
): Promise<number> {
  syncNamed(house, filter.sync)
  const released = await releaseRejects(house.store, filter)
  const { sync, tenant = null } = filter
  await audit(house.store, { actor, action: 'sync.retry', tenant, details: { sync, released } })
  return released
}
