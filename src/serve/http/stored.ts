import { z } from 'zod'
import { SluiceError } from '../../base/errors.ts'
import type { EmbedGrant } from '../auth/caller.ts'
import type { Dashboard } from '../dashboards/dashboard.ts'
import { checkFilters } from './dashboards.ts'
import type { GraphqlRequest } from './request.ts'

export interface Stores {
  /** Nothing but stored documents is run. */
  readonly only: boolean
  /** A trusted document's text; undefined for one that isn't there, or that these roles can't run. */
  readonly trustedNamed: (id: string) => string | undefined
  /** @throws NOT_FOUND */
  readonly dashboardNamed: (name: string) => Dashboard
}

const DASHBOARD = 'dashboard:'

const nothing = {
  documentId: undefined,
  operationName: undefined,
  extensions: undefined,
} satisfies Partial<GraphqlRequest>

/**
 * Puts a stored document in the place of its id.
 * @throws FORBIDDEN, NOT_FOUND for an id that nothing has, INVALID_REQUEST for an id together with a document
 */
export function withDocument(
  asked: GraphqlRequest,
  { only, trustedNamed, dashboardNamed }: Stores,
): GraphqlRequest {
  const id = idIn(asked)
  if (id === undefined) {
    if (only) throw trustedOnly()
    return asked
  }
  if (asked.query !== undefined) throw twoDocuments()
  if (id.startsWith(DASHBOARD)) {
    const { document } = dashboardNamed(id.slice(DASHBOARD.length))
    return { ...nothing, query: document, variables: asked.variables }
  }
  const query = trustedNamed(id)
  if (query === undefined) throw only ? trustedOnly() : unknown()
  return { ...asked, query, extensions: undefined }
}

const embedBody = z.strictObject({
  documentId: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
})

/**
 * An embed token may name its own dashboard and send nothing else; its fixed filters win over what the page sends.
 * @throws FORBIDDEN
 */
export function embedDocument(body: unknown, embed: EmbedGrant, { dashboardNamed }: Stores): GraphqlRequest {
  const asked = embedBody.safeParse(body)
  if (asked.data?.documentId !== DASHBOARD + embed.dashboard) throw notYours()
  const dashboard = dashboardNamed(embed.dashboard)
  checkFilters(dashboard, embed.filters)
  return { ...nothing, query: dashboard.document, variables: { ...asked.data.variables, ...embed.filters } }
}

/** Apollo's clients name a persisted query in `extensions`; it is looked up like any other id, and never registered. */
function idIn({ documentId, query, extensions }: GraphqlRequest): string | undefined {
  if (documentId !== undefined || query !== undefined) return documentId
  const persisted = extensions?.['persistedQuery'] as { sha256Hash?: unknown } | null | undefined
  const named = persisted?.sha256Hash
  return typeof named === 'string' ? `sha256:${named.toLowerCase()}` : undefined
}

function notYours(): SluiceError {
  return new SluiceError('FORBIDDEN', {
    what: 'An embed token may only read its dashboard',
    expected: 'the body `{"documentId": "dashboard:NAME", "variables": {…}}` with the token’s own dashboard',
  })
}

function twoDocuments(): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: 'The request has a `documentId` and a `query` too',
    expected: 'one of them',
  })
}

function trustedOnly(): SluiceError {
  return new SluiceError('FORBIDDEN', {
    what: 'This server runs trusted documents only',
    expected: 'no `query`, but in `documentId` the name or the `sha256:` hash of one of them',
    cure: 'Put the document into the project’s documents/ folder and send its id',
  })
}

function unknown(): SluiceError {
  return new SluiceError('NOT_FOUND', {
    what: 'There is no document with this id',
    expected:
      '`dashboard:NAME`, the name of a file in documents/ without `.graphql`, or `sha256:` and its hash in hex',
  })
}
