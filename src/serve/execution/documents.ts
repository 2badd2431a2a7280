import { getOperationAST, type DocumentNode, type OperationDefinitionNode } from 'graphql'
import { LRUCache } from 'lru-cache'

/** Source text of the validated documents that are kept for a set of roles, in characters: what bounds their trees. */
const ROOM = 1_000_000

/** An operation of a document that has been parsed and validated. */
export interface KnownOperation {
  /** The document's hash, as Apollo has it. */
  readonly queryHash: string
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly operationName: string | null
}

/**
 * The documents that Apollo has found valid for one API schema. Apollo keeps them here by their hash; whoever asks the
 * same text again finds them by the text itself, which needs no hash.
 */
export class Documents {
  readonly #byText = new LRUCache<string, { readonly key: string; readonly document: DocumentNode }>({
    maxSize: ROOM,
    sizeCalculation: (_, text) => text.length || 1,
    dispose: ({ key }) => this.#texts.delete(key),
  })
  readonly #texts = new Map<string, string>()

  /** Apollo's side: keys end with the hash of the text. */
  get(key: string): Promise<DocumentNode | undefined> {
    const text = this.#texts.get(key)
    return Promise.resolve(text === undefined ? undefined : this.#byText.get(text)?.document)
  }

  set(key: string, document: DocumentNode): Promise<void> {
    const text = document.loc?.source.body
    if (text !== undefined) {
      this.#byText.set(text, { key, document })
      if (this.#byText.has(text)) this.#texts.set(key, text)
    }
    return Promise.resolve()
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.#byText.delete(this.#texts.get(key) ?? ''))
  }

  /** Whether it has been found valid, and is still kept. */
  has(text: string): boolean {
    return this.#byText.has(text)
  }

  /** Undefined where Apollo has not yet found it valid, or it has no such operation. */
  known(text: string, name: string | undefined): KnownOperation | undefined {
    const kept = this.#byText.get(text)
    const operation = kept && getOperationAST(kept.document, name)
    if (!operation) return undefined
    const { key, document } = kept
    return {
      queryHash: key.slice(key.lastIndexOf(':') + 1),
      document,
      operation,
      operationName: operation.name?.value ?? null,
    }
  }
}
