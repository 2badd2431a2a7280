/** The closed list of what is audited, with the words that `sluice audit` has for it. */
export const auditActions = {
  'guard.apply': 'changed the warehouse’s row-level security',
  'guard.keys': 'was shown the keys that tenants’ contexts are signed with',
  'guard.waived': 'began to serve a warehouse whose guard is waived',
  'key.add': 'made an API key',
  'key.revoke': 'revoked an API key',
  'sync.approve': 'let a sync send what its guards withheld',
  'sync.retry': 'let a sync send rejected records again',
  'sync.run': 'ran a sync by hand',
  'tenant.add': 'registered a tenant',
  'tenant.connect': 'set a tenant’s account at a destination',
  'tenant.disconnect': 'dropped a tenant’s account at a destination',
  'tenant.remove': 'removed a tenant',
  'tenant.resume': 'let a suspended tenant in again',
  'tenant.suspend': 'shut a tenant out',
  'tenant.view': 'made a token to see what a tenant sees',
  'token.mint': 'made a token',
  'view.request': 'asked as a tenant, for support',
} as const satisfies Record<string, string>

export type AuditAction = keyof typeof auditActions
