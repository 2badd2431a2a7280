import type { ApolloServer } from '@apollo/server'
import type { GraphQLSchema } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Log } from '../../base/log.ts'
import { apiSchema } from '../../documents/index.ts'
import { openApollo } from './apollo.ts'
import { runAgain, type Asked } from './again.ts'
import { Catalogs, type SourceReaders } from './catalog.ts'
import { Documents } from './documents.ts'
import { openExecutor, type ExecutorParts, type RequestContext } from './execute.ts'

/** All callers whose roles come to the same: they share a schema, its validated documents and its plans. */
export interface Audience {
  readonly roles: readonly string[]
  readonly schema: GraphQLSchema
  readonly apollo: ApolloServer<RequestContext>
  /** Whether the document has been read and found valid before. */
  readonly knows: (document: string) => boolean
  /**
   * The response's text to what has been found valid before. Undefined for what is new, and for what didn't go well:
   * Apollo has the words for that, and finds what came of it in the context.
   */
  readonly again: (asked: Asked, context: RequestContext) => Promise<string | undefined>
}

type SharedParts = Omit<ExecutorParts, 'schema' | 'roles' | 'catalog'> & SourceReaders

/** Audiences that are kept ready. There are at most 2 to the power of the roles that the model names. */
const MOST = 64

/**
 * One Apollo Server, and with it one API schema, per set of roles that the model tells apart. Tenants share them: ten
 * thousand tenants with the same roles cost one schema.
 */
export class Audiences {
  readonly #parts: SharedParts
  readonly #log: Log
  readonly #catalogs: Catalogs
  readonly #stopping = new Set<Promise<void>>()
  readonly #kept = new LRUCache<string, Promise<Audience>>({
    max: MOST,
    dispose: (audience) => this.#stop(audience),
  })

  constructor(parts: SharedParts, log: Log) {
    this.#parts = parts
    this.#catalogs = new Catalogs(parts.engine.models, parts)
    this.#log = log
  }

  /** The audience of a caller with `roles`; roles that the model doesn't name make no difference. */
  for(roles: readonly string[]): Promise<Audience> {
    const effective = this.#parts.engine.models.roles.filter((role) => roles.includes(role))
    const key = JSON.stringify(effective)
    const kept = this.#kept.get(key)
    if (kept) return kept
    const opened = this.#open(effective)
    this.#kept.set(key, opened)
    return opened
  }

  async close(): Promise<void> {
    this.#kept.clear()
    await Promise.all(this.#stopping)
  }

  async #open(roles: readonly string[]): Promise<Audience> {
    const { engine, limits } = this.#parts
    const schema = apiSchema(engine.models, roles)
    const catalog = (held: readonly string[]) => this.#catalogs.for(roles, held)
    const documents = new Documents()
    const executor = openExecutor({ ...this.#parts, schema, roles, catalog })
    const apollo = await openApollo(schema, executor, documents, limits, this.#log)
    return {
      roles,
      schema,
      apollo,
      knows: (document) => documents.has(document),
      again: (asked, context) => runAgain(documents, executor, asked, context),
    }
  }

  // Once for each: a second stop of an Apollo Server that is stopping never returns.
  #stop(audience: Promise<Audience>): void {
    const stopped = audience
      .then(({ apollo }) => apollo.stop())
      .catch(() => this.#log.warn('an API schema could not be put away'))
      .finally(() => this.#stopping.delete(stopped))
    this.#stopping.add(stopped)
  }
}
