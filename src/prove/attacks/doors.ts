import type { Attack, Request } from './attack.ts'
import { isLookup } from '../requests/roots.ts'

/** Pages that are for everybody, and what they must not tell of anybody. */
const pages = [
  '/',
  '/healthz',
  '/readyz',
  '/metrics',
  '/graphql',
  '/explore',
  '/embed.js',
  '/dashboards/none',
]

export const doors: Attack = {
  name: 'doors',
  about:
    'no token, altered and unsigned ones, another tenant named in headers, address and variables, and every page',
  attempts: ({ roots, roles, tenants }) => {
    const root = roots.find(({ field }) => !isLookup(field))
    const query = root ? `{ ${root.field.name} { ${root.base} } }` : '{ __typename }'
    const send = { method: 'POST', path: '/graphql', roles, body: { query } } as const
    const named = tenants.flatMap((tenant): readonly Request[] => [
      { ...send, headers: { 'x-tenant': tenant, 'x-sluice-tenant': tenant, tenant } },
      { ...send, path: `/graphql?tenant=${encodeURIComponent(tenant)}` },
      { ...send, body: { query, variables: { tenant }, extensions: { tenant } } },
    ])
    const requests: readonly (readonly [Request, refused: boolean])[] = [
      ...(['nobody', 'altered', 'unsigned'] as const).map((token) => [{ ...send, token }, true] as const),
      ...named.map((request) => [request, false] as const),
      ...pages.map((path) => [{ method: 'GET', path, roles, token: 'nobody' } as const, false] as const),
    ]
    return requests.map(([request, refused]) => ({
      attack: 'doors',
      outlet: 'door',
      covers: [`${request.method} ${request.path}`],
      rank: 0,
      request,
      ...(refused ? { refused: true as const } : {}),
    }))
  },
}
