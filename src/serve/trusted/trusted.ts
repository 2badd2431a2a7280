import { hash } from 'node:crypto'

/** The documents that the project trusts: `documents/*.graphql`. No client can add one. */
export interface TrustedDocuments {
  /** Nothing else is run: neither a document that a client sends, nor introspection. */
  readonly only: boolean
  /** The text of a document by its name (`documents/orders.graphql` is `orders`) or by `sha256:` and its hash in hex. */
  find(id: string): string | undefined
}

export const noDocuments: TrustedDocuments = trusted(new Map(), false)

/** `texts`: name → text, as it stands in the file. */
export function trusted(texts: ReadonlyMap<string, string>, only: boolean): TrustedDocuments {
  const byId = new Map(texts)
  for (const text of texts.values()) byId.set(idOf(text), text)
  return { only, find: (id) => byId.get(id) }
}

/** What `sha256sum` prints of the file, behind its scheme. */
export function idOf(text: string): string {
  return `sha256:${hash('sha256', text, 'hex')}`
}
