import { SluiceError } from '../base/errors.ts'

/** Who asks, as verified claims say. Only `serve/` (tokens) and `app/` (the operator's command line) make one. */
export interface Principal {
  readonly tenant: string
  readonly subject?: string
  readonly roles: readonly string[]
  readonly claims: Readonly<Record<string, unknown>>
  /** When the token (or the API key) was issued, if it says so. */
  readonly issuedAt?: Date
  /** Who really asks, where it is an operator who looks at what the tenant sees. */
  readonly actor?: string
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
  /**
   * Whether the tenant is served, and by what was issued then. An id that was given anew after its tenant was removed
   * knows nothing that was issued before, nor what doesn't say when it was issued.
   */
  knows(tenant: string, issuedAt?: Date): Promise<boolean>
}

/** @throws UNAUTHENTICATED for a tenant that is missing, blank, oversized or unknown: the same words for each. */
export async function openScope(principal: Principal, directory: TenantDirectory): Promise<TenantScope> {
  const { tenant, issuedAt } = principal
  if (!canBeTenant(tenant) || !(await directory.knows(tenant, issuedAt))) {
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

/**
 * Whether a tenant may be called so: 1 to 256 UTF-16 units, not all blank. Look-alikes are other tenants: nothing is
 * trimmed, folded or normalised. NUL cannot be stored by PostgreSQL.
 */
export function canBeTenant(tenant: unknown): tenant is string {
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
