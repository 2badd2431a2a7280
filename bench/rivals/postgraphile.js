// Plain JavaScript, since the type check of the project doesn't have the rivals' packages.
import { createServer } from 'node:http'
import { jwtVerify } from 'jose'
import { grafserv } from 'postgraphile/grafserv/node'
import { makePgService } from 'postgraphile/adaptors/pg'
import { postgraphile } from 'postgraphile'
import { signed } from '../serving/context.ts'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'

const secret = new TextEncoder().encode(process.env.BENCH_SECRET)

/** As its documentation has it: the tenant goes into `pgSettings`, which row-level security reads. */
const preset = {
  extends: [PostGraphileAmberPreset],
  // Its orderings would be left out where no index begins with the column; here the tenant comes first in each.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({
      connectionString: process.env.BENCH_URL,
      schemas: ['bench'],
      poolConfig: { max: Number(process.env.BENCH_POOL) },
    }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: {
    explain: false,
    context: async (context) => {
      const token = context.node.req.headers.authorization.slice('Bearer '.length)
      const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'] })
      return { pgSettings: { 'sluice.context': signed(payload.tenant) } }
    },
  },
}

const instance = postgraphile(preset)
const server = createServer()
await instance.createServ(grafserv).addTo(server)
server.listen(0, '127.0.0.1', () => process.send(server.address().port))
