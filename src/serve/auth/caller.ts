import type { KeyScope } from '../../tenant/apikey.ts'
import type { TenantScope } from '../../tenant/scope.ts'

/** Who sent a request, as the verified token or API key says. */
export interface Caller {
  readonly scope: TenantScope
  /** What it may be used for. An embed token may query, and only its dashboard. */
  readonly may: readonly KeyScope[]
  /** Absent for an API key that doesn't end by itself. */
  readonly expiresAt?: Date
  /** Present for an embed token: all that it may do. */
  readonly embed?: EmbedGrant
  /** The prefix of the API key, and of the one that an embed token was made with: it ends with it. */
  readonly key?: string
}

/** What an embed token is good for: one dashboard, from some web pages, with some variables fixed. */
export interface EmbedGrant {
  readonly dashboard: string
  /** Origins of the pages that may use it, as browsers send them: `https://shop.example`. */
  readonly origins: readonly string[]
  /** Values of the dashboard's variables that the viewer can't change. */
  readonly filters: Readonly<Record<string, unknown>>
}
