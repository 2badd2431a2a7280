import { hostname } from 'node:os'
import { SluiceError } from '../../base/errors.ts'
import { claimLease, leaseLost, releaseLease, renewLease, type Lane, type Lease } from '../../store/leases.ts'
import { findLedger } from '../../store/shelf.ts'
import { targetOf, type Bench, type Job } from './job.ts'

/** A lease that is kept alive. */
export interface Tenure {
  readonly lease: Lease
  /** Fires when the lease is lost: nothing may be sent any more. */
  readonly lost: AbortSignal
  end(): Promise<void>
}

/** Long enough for a pause of the process or the database, short enough to wait for after a crash. */
export const LEASE_MS = 15_000
const BEATS = 5
/** Renewals that must be seen before a holder is taken for alive. One may have been under way when it died. */
const SIGNS_OF_LIFE = 2

/**
 * Claims the lane. One whose holder has died is waited for, as long as its lease lasts.
 * @throws CONFLICT while another run is at work, or where the ledger speaks of another object
 */
export async function takeTenure(
  bench: Bench,
  job: Job,
  leaseMs: number,
  signal?: AbortSignal,
): Promise<Tenure> {
  const { store, clock } = bench
  const claim = { holder: `${hostname()}:${process.pid}`, ttlMs: leaseMs, ...targetOf(job) }
  await ledgerOf(bench, job)
  const seen = new Set<string>()
  for (;;) {
    const claimed = await claimLease(store, job.lane, claim)
    if (claimed.is === 'held') return keepAlive(bench, claimed.lease, leaseMs)
    // A living holder moves the end of its lease with each heartbeat.
    seen.add(claimed.until)
    if (seen.size > SIGNS_OF_LIFE) throw taken(job, claimed.holder)
    await clock.sleep(Math.min(Math.max(50, claimed.leftMs + 10), leaseMs / BEATS), signal)
  }
}

/**
 * Where the job's ledger is. One that lies on the shelf is the lane's again with its next run.
 * @throws CONFLICT where it speaks of another object
 */
export async function ledgerOf({ store }: Pick<Bench, 'store'>, job: Job): Promise<Lane> {
  const found = await findLedger(store.pool, job.lane, targetOf(job))
  if (found.is === 'foreign') throw otherTarget(job, found.target)
  return found.lane
}

function keepAlive({ store, clock, log }: Bench, lease: Lease, leaseMs: number): Tenure {
  const lost = new AbortController()
  const done = new AbortController()
  let renewed = performance.now()
  const beat = async () => {
    while (!done.signal.aborted) {
      await clock.sleep(leaseMs / BEATS, done.signal)
      const asked = performance.now()
      const ours = await renewLease(store, lease, leaseMs).catch(() => undefined)
      if (ours) renewed = asked
      else if (ours === false || performance.now() - renewed > leaseMs) {
        log.warn({ sync: lease.sync, fence: lease.fence }, 'a lease was lost')
        lost.abort(leaseLost(lease))
        return
      }
    }
  }
  const beating = beat().catch(() => undefined)
  return {
    lease,
    lost: lost.signal,
    end: async () => {
      done.abort()
      await beating
      await releaseLease(store, lease).catch(() => undefined)
    },
  }
}

function taken({ lane }: Job, holder: string): SluiceError {
  return new SluiceError('CONFLICT', {
    what: `A run of ${told(lane)} is already at work (${holder})`,
    cure: 'Let it end; `sluice runs` shows it',
  })
}

function otherTarget(job: Job, target: string): SluiceError {
  return new SluiceError('CONFLICT', {
    what: `The ledger of ${told(job.lane)} speaks of ${target}, the document of ${targetOf(job).target}`,
    expected: 'the same destination, object and key as before',
    cure: 'Give the sync a new name (a new file) to start with a new ledger, or restore what was there',
  })
}

function told({ sync, tenant }: Job['lane']): string {
  return tenant === null ? `sync "${sync}"` : `sync "${sync}" of tenant "${tenant}"`
}
