import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GraphQLSchema } from 'graphql'
import type { Log } from '../../base/log.ts'
import { maskFormatted } from '../errors/mask.ts'
import { documentLimits } from '../limits/document.ts'
import type { Limits } from '../limits/limits.ts'
import type { Documents } from './documents.ts'
import type { Executor, RequestContext } from './execute.ts'
import { writeResult } from './raw.ts'
import { statuses } from './status.ts'

/** An Apollo Server whose execution is ours. Started; whoever made it stops it. */
export async function openApollo(
  schema: GraphQLSchema,
  executor: Executor,
  documents: Documents,
  limits: Limits,
  log: Log,
): Promise<ApolloServer<RequestContext>> {
  const apollo = new ApolloServer<RequestContext>({
    gateway: {
      onSchemaLoadOrUpdate: (tell) => {
        tell({ apiSchema: schema, coreSupergraphSdl: '' })
        return () => {}
      },
      load: () => Promise.resolve({ executor }),
      stop: () => Promise.resolve(),
    },
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [documentLimits(limits)],
    validationOptions: { maxErrors: 20 },
    documentStore: documents,
    stringifyResult: writeResult,
    formatError: maskFormatted(log),
    logger: quiet(log),
    introspection: true, // the schema holds only what the caller's roles may see
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    plugins: [
      statuses(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
  await apollo.start()
  return apollo
}

// Apollo's own messages can hold an error's text, which may hold a tenant's values.
function quiet(log: Log) {
  const told = (level: 'debug' | 'warn' | 'error') => () =>
    log[level]('the GraphQL server reported a problem')
  return { debug: () => {}, info: () => {}, warn: told('warn'), error: told('error') }
}
