/** Whose right to read may have changed. */
export interface Subject {
  readonly is: 'tenant' | 'key'
  /** The tenant's id, or the API key's prefix. */
  readonly id: string
}

/** Tells what changes of tenants and API keys, whichever process changed it. */
export interface News {
  /** False while something may change unheard: nothing that was read before may then be relied on. */
  readonly live: boolean
  /** Rises whenever something is heard, or may have been missed: what was read under another version may be old. */
  readonly version: number
  /** Without a subject anything may have changed. @returns what ends it */
  hear(tell: (subject?: Subject) => void): () => void
}
