import { SluiceError } from '../base/errors.ts'

/** Who asks, as verified claims say. Only `serve/` (tokens) and `app/` (the operator's command line) make one. */
export interface Principal {
  readonly tenant: string
  readonly subject?: string
  readonly roles: readonly string[]
  readonly claims: Readonly<Record<string, unknown>>
}

declare const sealed: unique symbol

/** The proof that a read is for one tenant. Only `openScope` makes one. */
export interface TenantScope {
  readonly kind: 'tenant'
  readonly principal: Principal
  readonly tenant: string
  readonly [sealed]: true
}

/** The proof that a read may span all tenants. Only a sync with scope OPERATOR opens one. */
export interface OperatorScope {
  readonly kind: 'operator'
  readonly purpose: string
  readonly [sealed]: true
}

export type Scope = TenantScope | OperatorScope

// The type brand stops honest code; this set stops a cast.
const opened = new WeakSet<object>()

/** Which tenants there are. A tenant that the directory doesn't know is refused, never read as "all". */
export interface TenantDirectory {
  knows(tenant: string): Promise<boolean>
}

/** @throws UNAUTHENTICATED for a tenant that is missing, blank, oversized or unknown: the same words for each. */
export async function openScope(principal: Principal, directory: TenantDirectory): Promise<TenantScope> {
  const { tenant } = principal
  if (!wellFormed(tenant) || !(await directory.knows(tenant))) {
    throw new SluiceError('UNAUTHENTICATED', {
      what: 'The token names no tenant that this server knows',
      expected: 'a token whose tenant is registered',
      cure: 'Ask for a token for an existing tenant; `sluice tenant list` shows them to the operator',
    })
  }
  return seal({ kind: 'tenant', principal: Object.freeze({ ...principal }), tenant })
}

/** `purpose` goes to the audit log: the name of the sync, or the operator's command. */
export function openOperatorScope(purpose: string): OperatorScope {
  return seal({ kind: 'operator', purpose })
}

/** Every road to a warehouse calls this first. */
export function assertScope(scope: Scope): void {
  if (typeof scope !== 'object' || scope === null || !opened.has(scope)) {
    throw new SluiceError('INTERNAL', {
      what: 'A read was tried without a scope',
      expected: 'a scope from openScope',
    })
  }
}

const MAX_TENANT_LENGTH = 256

// Look-alikes are other tenants: nothing is trimmed, folded or normalised here. NUL cannot be stored by PostgreSQL.
function wellFormed(tenant: unknown): tenant is string {
  return (
    typeof tenant === 'string' &&
    tenant.length <= MAX_TENANT_LENGTH &&
    tenant.trim() !== '' &&
    !tenant.includes('\0') &&
    tenant.isWellFormed()
  )
}

function seal<S extends Omit<TenantScope, typeof sealed> | Omit<OperatorScope, typeof sealed>>(
  scope: S,
): S & { readonly [sealed]: true } {
  const frozen = Object.freeze(scope) as S & { readonly [sealed]: true }
  opened.add(frozen)
  return frozen
}
