import type { TenantScope } from '../../tenant/scope.ts'

/** Who sent a request, as the verified token says. */
export interface Caller {
  readonly scope: TenantScope
  readonly expiresAt: Date
  /** Present for an embed token: all that it may do. */
  readonly embed?: EmbedGrant
}

/** What an embed token is good for: one dashboard, from some web pages, with some variables fixed. */
export interface EmbedGrant {
  readonly dashboard: string
  /** Origins of the pages that may use it, as browsers send them: `https://shop.example`. */
  readonly origins: readonly string[]
  /** Values of the dashboard's variables that the viewer can't change. */
  readonly filters: Readonly<Record<string, unknown>>
}
