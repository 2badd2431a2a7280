import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Engine } from '../engine/contract.ts'
import type { Store } from '../store/store.ts'
import type { TenantDirectory } from '../tenant/scope.ts'
import type { Accounts } from './accounts.ts'
import type { Syncs } from './documents/load.ts'

/** What syncs stand on; `app/` puts it together. */
export interface House {
  readonly engine: Engine
  readonly store: Store
  readonly directory: TenantDirectory
  readonly syncs: Syncs
  readonly accounts: Accounts
  /** The documents' texts by file name, for code frames. */
  readonly sources: ReadonlyMap<string, string>
  readonly clock: Clock
  readonly log: Log
}
