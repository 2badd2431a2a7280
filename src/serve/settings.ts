import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Engine } from '../engine/contract.ts'
import type { ApiKeys } from '../tenant/apikey.ts'
import type { News } from '../tenant/news.ts'
import type { TenantDirectory } from '../tenant/scope.ts'
import type { AuthSettings } from './auth/settings.ts'
import type { Dashboards } from './dashboards/dashboard.ts'
import type { PoolLoad } from '../warehouses/contract.ts'
import type { ExportLimits, GivenLimits } from './limits/limits.ts'
import type { TrustedDocuments } from './trusted/trusted.ts'

/** All that the server stands on; `app/` gives it. */
export interface ServerParts {
  readonly engine: Engine
  readonly directory: TenantDirectory
  /** None unless told. */
  readonly apiKeys?: ApiKeys
  /** What changes of tenants and keys. Without it what runs is looked at twice a second. */
  readonly news?: News
  /** Told of each request that an operator makes as a tenant, before it is run. Without it none is. */
  readonly viewed?: (view: View) => Promise<void>
  readonly auth: AuthSettings
  readonly dashboards: Dashboards
  /** Documents that are asked for by their ids. None unless told. */
  readonly trusted?: TrustedDocuments
  readonly limits?: GivenLimits
  readonly exports?: Partial<ExportLimits>
  /** Tenants with limits of their own, by id. */
  readonly tenants?: Readonly<Record<string, GivenLimits>>
  /** Whether `/metrics` is there for everybody who reaches the server, or for who has the token. Not unless told. */
  readonly metrics?: true | { readonly token: string }
  /** The warehouses' connections, for `/metrics`. */
  readonly pools?: () => readonly PoolUse[]
  readonly clock: Clock
  readonly log: Log
  /** Asked by each `/readyz`. */
  readonly readiness: () => Promise<Readiness>
  /** The built pages: `index.html`, `explore.html`, `embed.js`, `assets/`. Without it there are none. */
  readonly web?: { readonly folder: string }
  /** Origins whose pages may call the API with ordinary tokens. None unless told. */
  readonly origins?: readonly string[]
  /** Roles that `_catalog` tells which tables and columns values come from. None unless told, but everybody in development. */
  readonly sources?: readonly string[]
  /** The query IDE, and in answers how each came about. Never where customers are. */
  readonly development: boolean
  /** The demo's own page and what it asks for; only together with `development`. */
  readonly demo?: Demo
}

/** A request of an operator who looks at what a tenant sees. */
export interface View {
  readonly actor: string
  readonly tenant: string
  readonly operation: string | null
  /** SHA-256 of the document, in hex. */
  readonly document: string
  /** Models that it reads. */
  readonly models: readonly string[]
}

/** How the server's plans, turns and exports stand. */
export interface ServerCounts {
  readonly plans: { readonly hits: number; readonly misses: number; readonly kept: number }
  readonly turns: { readonly running: number; readonly waiting: number }
  /** `rows`: written since the start. */
  readonly exports: { readonly running: number; readonly waiting: number; readonly rows: number }
}

export interface PoolUse extends PoolLoad {
  readonly warehouse: string
}

/** Whether queries are served, check by check. Nothing in it may name a tenant or a table. */
export interface Readiness {
  readonly ready: boolean
  readonly checks: readonly Check[]
}

export interface Check {
  /** Such as `model`, `warehouse default`, `guard default`. */
  readonly name: string
  readonly state: 'ok' | 'waived' | 'failed'
  /** Why it is waived or failed. */
  readonly reason?: string
}

export interface Demo {
  readonly shops: () => Promise<readonly DemoShop[]>
  /** The project's syncs with their last runs, as JSON values. */
  readonly syncs: () => Promise<unknown>
}

export interface DemoShop {
  readonly tenant: string
  readonly name: string
}
