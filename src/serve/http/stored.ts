import { z } from 'zod'
import { SluiceError } from '../../base/errors.ts'
import type { EmbedGrant } from '../auth/caller.ts'
import type { Dashboard } from '../dashboards/dashboard.ts'
import type { TrustedDocuments } from '../trusted/trusted.ts'
import { checkFilters } from './dashboards.ts'
import type { GraphqlRequest } from './request.ts'

export interface Stores {
  readonly trusted: TrustedDocuments
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
export function withDocument(asked: GraphqlRequest, { trusted, dashboardNamed }: Stores): GraphqlRequest {
  const id = idIn(asked, trusted)
  if (id === undefined) {
    if (trusted.only) throw trustedOnly()
    return asked
  }
  if (asked.query !== undefined) throw twoDocuments()
  if (id.startsWith(DASHBOARD)) {
    const { document } = dashboardNamed(id.slice(DASHBOARD.length))
    return { ...nothing, query: document, variables: asked.variables }
  }
  const query = trusted.find(id)
  if (query === undefined) throw unknown(trusted)
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
function idIn({ documentId, query, extensions }: GraphqlRequest, trusted: TrustedDocuments) {
  if (documentId !== undefined) return documentId
  const persisted = extensions?.['persistedQuery'] as { sha256Hash?: unknown } | null | undefined
  if (query !== undefined || typeof persisted?.sha256Hash !== 'string') return undefined
  const id = `sha256:${persisted.sha256Hash.toLowerCase()}`
  return trusted.find(id) === undefined ? undefined : id
}

function notYours(): SluiceError {
  return new SluiceError('FORBIDDEN', {
    what: 'An embed token may only read its dashboard',
    expected: 'the body `{"documentId": "dashboard:NAME", "variables": {…}}` with the token’s own dashboard',
  })
}

function twoDocuments(): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: 'The request has both `documentId` and `query`',
    expected: 'one of them',
  })
}

function trustedOnly(): SluiceError {
  return new SluiceError('FORBIDDEN', {
    what: 'This server runs trusted documents only',
    expected: '`documentId`: the name or the `sha256:` hash of one of them, and no `query`',
    cure: 'Put the document into the project’s documents/ folder and send its id',
  })
}

function unknown({ only }: TrustedDocuments): SluiceError {
  if (only) return trustedOnly()
  return new SluiceError('NOT_FOUND', {
    what: 'There is no document with this id',
    expected:
      '`dashboard:NAME`, the name of a file in documents/ without `.graphql`, or `sha256:` and its hash in hex',
  })
}
