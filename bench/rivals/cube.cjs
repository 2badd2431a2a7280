// Plain JavaScript, since the type check of the project doesn't have the rivals' packages.
const jwt = require('jsonwebtoken')
const { ApiGateway } = require('@cubejs-backend/api-gateway')
const { PostgresDriver } = require('@cubejs-backend/postgres-driver')
const { CubejsServer } = require('@cubejs-backend/server')
const { CubejsServerCore } = require('@cubejs-backend/server-core')

process.env.CUBEJS_CACHE_AND_QUEUE_DRIVER = 'memory'
process.env.CUBEJS_LOG_LEVEL = 'error'
process.env.PORT = '0'
const pool = Number(process.env.BENCH_POOL)

/**
 * Its installation fetches a native library from elsewhere, which isn't on the registry. Only its SQL interface and the
 * templates in YAML models need it; here the one isn't started, and the model is JavaScript.
 */
class Gateway extends ApiGateway {
  createSQLServerInstance() {
    return undefined
  }
}

class Core extends CubejsServerCore {
  createCompilerApi(...parts) {
    const compiler = super.createCompilerApi(...parts)
    compiler.nativeInstance = { newJinjaEngine: () => undefined }
    return compiler
  }

  createApiGatewayInstance(...parts) {
    return new Gateway(...parts)
  }
}

class Server extends CubejsServer {
  createCoreInstance(config, system) {
    return new Core(config, system)
  }
}

/**
 * As its documentation has it: the tenant comes from the token's claims, and a filter for it is added to each cube
 * that a query names. Its pool is shared by all tenants and knows no tenant, so row-level security can't help it: it
 * reads with the role that sees all.
 */
const server = new Server({
  dbType: 'postgres',
  apiSecret: process.env.BENCH_SECRET,
  schemaPath: 'cube',
  telemetry: false,
  scheduledRefreshTimer: false,
  logger: () => {},
  driverFactory: () => new PostgresDriver({ connectionString: process.env.BENCH_OPERATOR, max: pool }),
  orchestratorOptions: { queryCacheOptions: { queueOptions: { concurrency: pool } } },
  checkAuth: (request, authorization) => {
    const token = authorization.replace(/^Bearer /, '')
    request.securityContext = jwt.verify(token, process.env.BENCH_SECRET, { algorithms: ['HS256'] })
  },
  queryRewrite: (query, { securityContext }) => {
    const members = [
      ...(query.measures ?? []),
      ...(query.dimensions ?? []),
      ...(query.filters ?? []).map(({ member }) => member),
      ...(query.timeDimensions ?? []).map(({ dimension }) => dimension),
    ]
    const cubes = new Set(members.map((member) => member.split('.')[0]))
    const own = [...cubes].map((cube) => ({
      member: `${cube}.tenant`,
      operator: 'equals',
      values: [securityContext.tenant],
    }))
    return { ...query, filters: [...(query.filters ?? []), ...own] }
  },
})

process.chdir(__dirname)
void server.listen({ port: 0 }).then(() => process.send(server.server.address().port))
