import { LRUCache } from 'lru-cache'
import { catalogOf, type Catalog } from '../../catalog/catalog.ts'
import type { Models } from '../../model/model.ts'

/** Who may see which tables, columns and SQL the answers of `_catalog` come from: all (in development), or some roles. */
export interface SourceReaders {
  readonly development: boolean
  readonly sources: readonly string[]
}

/** Catalogs that are kept: one of 200 models takes some megabytes, and a tenth of a second to make. */
const MOST = 8

/** What `_catalog` answers, for each set of roles with sources and without. */
export class Catalogs {
  readonly #models: Models
  readonly #readers: SourceReaders
  readonly #kept = new LRUCache<string, Catalog>({ max: MOST })

  constructor(models: Models, readers: SourceReaders) {
    this.#models = models
    this.#readers = readers
  }

  /** `roles` are those that the model tells apart, `held` all that stand in the caller's token. */
  for(roles: readonly string[], held: readonly string[]): Catalog {
    const { development, sources: readers } = this.#readers
    const sources = development || held.some((role) => readers.includes(role))
    const key = JSON.stringify([sources, roles])
    const catalog = this.#kept.get(key) ?? catalogOf(this.#models, { roles, sources })
    this.#kept.set(key, catalog)
    return catalog
  }
}
