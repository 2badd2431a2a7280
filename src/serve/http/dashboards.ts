import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Clock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import type { Caller } from '../auth/caller.ts'
import { mintEmbedToken } from '../auth/mint.ts'
import type { AuthSettings } from '../auth/settings.ts'
import type { Dashboard, Dashboards } from '../dashboards/dashboard.ts'
import { dashboardSeen } from '../dashboards/seen.ts'
import type { Audiences } from '../execution/audiences.ts'
import { authenticated, callerWho, type DoorParts } from './caller.ts'

export interface DashboardParts extends DoorParts {
  readonly audiences: Audiences
  /** The claims that row rules read. */
  readonly claims: readonly string[]
  readonly auth: AuthSettings
  readonly dashboards: Dashboards
  readonly clock: Clock
}

/** `GET /dashboards/:name`: what to draw. `POST /embed/token`: a token for a page that shows it. */
export function dashboardRoutes(fastify: FastifyInstance, parts: DashboardParts): void {
  const onRequest = authenticated(parts)
  fastify.get<{ Params: { name: string } }>('/dashboards/:name', { onRequest }, async (request, reply) => {
    const caller = callerWho(request, 'query')
    const { embed } = caller
    const { name } = request.params
    if (embed && embed.dashboard !== name) throw notYours()
    return reply.send(definition(await seen(parts, caller, name)))
  })
  fastify.post('/embed/token', { onRequest }, async (request, reply) => {
    return reply.send({ token: await embedToken(parts, callerWho(request, 'embed'), request.body) })
  })
}

async function seen(
  { audiences, dashboards }: DashboardParts,
  caller: Caller,
  name: string,
): Promise<Dashboard> {
  const { schema } = await audiences.for(caller.scope.principal.roles)
  return dashboardSeen(dashboards, name, schema)
}

/** What the embed needs: everything but the document, which stays here. */
function definition({ name, title, widgets, variables }: Dashboard) {
  return { name, title, widgets, variables }
}

const embedRequest = z.strictObject({
  dashboard: z.string(),
  origins: z
    .array(z.url().refine((origin) => URL.parse(origin)?.origin === origin))
    .max(20)
    .default([]),
  filters: z.record(z.string(), z.unknown()).default({}),
  expiresIn: z.int().positive().optional(),
})

/** The new token has the caller's tenant and roles, and the claims that row rules read. It never outlives the caller's. */
async function embedToken(parts: DashboardParts, caller: Caller, body: unknown): Promise<string> {
  const asked = embedRequest.safeParse(body)
  if (!asked.success) {
    throw new SluiceError('INVALID_REQUEST', {
      what: 'The request for an embed token has another form',
      expected:
        '{"dashboard": NAME, "origins": ["https://page.example"], "filters": {…}, "expiresIn": SECONDS}',
    })
  }
  const { dashboard, filters, origins, expiresIn } = asked.data
  checkFilters(await seen(parts, caller, dashboard), filters)
  const { tenant, principal } = caller.scope
  const { expiresAt, key } = caller
  return mintEmbedToken({
    auth: withSecret(parts.auth),
    tenant,
    roles: principal.roles,
    claims: picked(principal.claims, parts.claims),
    ...(principal.subject === undefined ? {} : { subject: principal.subject }),
    dashboard,
    filters,
    origins,
    ...(expiresIn === undefined ? {} : { expiresIn }),
    ...(expiresAt && { notAfter: expiresAt }),
    ...(key !== undefined && { key }),
    clock: parts.clock,
  })
}

function picked(
  claims: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(claims, name) ? [[name, claims[name]]] : [])),
  )
}

/** @throws INVALID_REQUEST for a filter that would fix nothing */
export function checkFilters(dashboard: Dashboard, filters: Readonly<Record<string, unknown>>): void {
  const names = dashboard.variables.map(({ name }) => name)
  // A null is what a page's server sends of a customer it doesn't know: some variables mean "all" by it.
  if (Object.values(filters).some((value) => value === null)) throw noFilter()
  const stray = Object.keys(filters).find((name) => !names.includes(name))
  if (stray === undefined) return
  throw new SluiceError('INVALID_REQUEST', {
    what: 'A filter of the embed token is no variable of the dashboard',
    expected:
      names.length > 0 ? `one of ${names.join(', ')}` : 'no filters, since the dashboard has no variables',
  })
}

function noFilter(): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: 'A filter of the embed token is null',
    expected: 'a value for each filter',
    cure: 'Leave the filter out where the viewer may choose',
  })
}

function withSecret(auth: AuthSettings): AuthSettings & { secret: string } {
  const { secret } = auth
  if (secret !== undefined) return { ...auth, secret }
  throw new SluiceError('CONFLICT', {
    what: 'This server has no secret to sign embed tokens with',
    cure: 'Set auth.secret in sluice.yaml',
  })
}

function notYours(): SluiceError {
  return new SluiceError('FORBIDDEN', {
    what: 'An embed token may only read its dashboard',
    expected: 'the dashboard that the token names',
  })
}
