import { fastify as openFastify, type FastifyInstance } from 'fastify'
import { SluiceError } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { noApiKeys, openAuthentication } from './auth/authenticate.ts'
import { Rights } from './auth/rights.ts'
import { Audiences } from './execution/audiences.ts'
import { Plans } from './execution/plans.ts'
import { countRequests, metricsRoute } from './http/metrics.ts'
import { openMeters } from './metrics/meters.ts'
import { answerPreflight } from './http/cors.ts'
import { dashboardRoutes } from './http/dashboards.ts'
import { openEnding } from './http/ending.ts'
import { demoRoutes } from './http/demo.ts'
import { graphqlRoute } from './http/graphql.ts'
import { healthRoutes } from './http/health.ts'
import { pageRoutes } from './http/pages.ts'
import { answerError, answerMissing } from './http/reply.ts'
import { secure } from './http/security.ts'
import { Allowances } from './limits/allowances.ts'
import { defaultLimits, limitsWith } from './limits/limits.ts'
import { Turns } from './limits/turns.ts'
import type { ServerCounts, ServerParts } from './settings.ts'
import { noDocuments } from './trusted/trusted.ts'

/** The API server. */
export interface Server {
  readonly fastify: FastifyInstance
  /** @returns the port; @throws CONFLICT where it is taken */
  listen(port: number, host?: string): Promise<number>
  /** Takes no new requests, lets those in flight finish, then ends. */
  close(): Promise<void>
  /** For metrics: totals only, no tenant is named. */
  counts(): ServerCounts
}

/** Puts the server together; it listens when told. Opens no connection of its own. */
export async function createServer(parts: ServerParts): Promise<Server> {
  const { engine, clock, log, development, dashboards, auth, origins = [], sources = [] } = parts
  const limits = limitsWith(defaultLimits, {
    ...parts.limits,
    exports: { ...parts.limits?.exports, ...parts.exports },
  })
  const allowances = new Allowances(limits, parts.tenants ?? {}, clock)
  const plans = new Plans()
  const turns = new Turns(limits.turns, (tenant) => allowances.of(tenant).turns)
  const exportTurns = new Turns(limits.exports, (tenant) => allowances.of(tenant).exports)
  const counts = (): ServerCounts => ({
    plans: plans.counts,
    turns: turns.load,
    exports: { ...exportTurns.load, rows: meters.exportedRows },
  })
  const meters = openMeters({ counts, pools: parts.pools ?? (() => []) })
  const exportParts = {
    engine,
    allowances,
    turns: exportTurns,
    clock,
    meters,
  }
  const { viewed = refuseViews } = parts
  const audiences = new Audiences(
    { engine, plans, turns, limits, allowances, clock, development, sources, exportParts, viewed },
    log,
  )
  const { directory, apiKeys = noApiKeys, news } = parts
  const authenticate = openAuthentication(auth, directory, clock, apiKeys)
  const rights = new Rights({
    directory,
    apiKeys,
    clock,
    ...(news && { news }),
    ...(auth.clockTolerance !== undefined && { tolerance: auth.clockTolerance }),
  })
  const door = { authenticate, rights, allowances, origins }

  const fastify = openHttp(log, limits.body)
  const end = openEnding(fastify)
  countRequests(fastify, meters)
  graphqlRoute(fastify, { ...door, audiences, dashboards, trusted: parts.trusted ?? noDocuments })
  const { claims } = engine.models
  dashboardRoutes(fastify, { ...door, audiences, claims, auth, dashboards, clock })
  healthRoutes(fastify, parts.readiness)
  if (parts.metrics) metricsRoute(fastify, meters, parts.metrics)
  const demo = development ? parts.demo : undefined
  if (demo) demoRoutes(fastify, demo, auth, clock)
  if (parts.web)
    await pageRoutes(fastify, { folder: parts.web.folder, development, demo: demo !== undefined })

  return {
    fastify,
    listen: (port, host = '127.0.0.1') => listen(fastify, port, host),
    close: async () => {
      await end()
      rights.close()
      await audiences.close()
    },
    counts,
  }
}

/** Nobody looks at what a tenant sees without leaving a trace. */
function refuseViews(): Promise<void> {
  const what = 'This server keeps no audit log, so nobody may act for another here'
  return Promise.reject(new SluiceError('FORBIDDEN', { what, cure: 'Use a token of the tenant’s own' }))
}

function openHttp(log: Log, bodyLimit: number): FastifyInstance {
  const fastify = openFastify({
    bodyLimit,
    logger: false,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000, // for the request to arrive, not for its answer
    routerOptions: { maxParamLength: 200 },
  })
  fastify.removeContentTypeParser('text/plain') // it needs no preflight, so a foreign page could send it
  fastify.decorateRequest('caller', undefined)
  fastify.decorateRequest('right', undefined)
  secure(fastify)
  fastify.options('*', answerPreflight)
  fastify.setErrorHandler((error, _request, reply) => answerError(error, reply, log))
  fastify.setNotFoundHandler(answerMissing)
  // The route's pattern and not the address, which may hold a query; no tenant, no header.
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method } = request
    log.debug(
      { method, route: request.routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime },
      'answered',
    )
    done()
  })
  return fastify
}

async function listen(fastify: FastifyInstance, port: number, host: string): Promise<number> {
  try {
    await fastify.listen({ port, host })
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'EADDRINUSE') throw cause
    throw new SluiceError('CONFLICT', {
      what: `Port ${port} is taken by another program`,
      expected: 'a free port',
      cure: 'Stop the other program, or choose a port with SLUICE_PORT',
      cause,
    })
  }
  const address = fastify.server.address()
  return typeof address === 'object' && address ? address.port : port
}
