import { catalogOf, type Catalog } from '../../catalog/catalog.ts'
import type { Models } from '../../model/model.ts'

/** Who may see which tables, columns and SQL the answers of `_catalog` come from: all (in development), or some roles. */
export interface SourceReaders {
  readonly development: boolean
  readonly sources: readonly string[]
}

/** The catalog of one audience, with sources and without; each is made when it is first asked for. */
export function openCatalog(models: Models, roles: readonly string[], readers: SourceReaders) {
  const made = new Map<boolean, Catalog>()
  /** `held`: the roles of the caller's token, also those that the model doesn't name. */
  return (held: readonly string[]): Catalog => {
    const sources = readers.development || held.some((role) => readers.sources.includes(role))
    const catalog = made.get(sources) ?? catalogOf(models, { roles, sources })
    made.set(sources, catalog)
    return catalog
  }
}
