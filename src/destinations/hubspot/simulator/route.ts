/** What a path of the API asks for, in either family of versions. */
export interface Route {
  readonly kind: 'objects' | 'properties'
  readonly object: string
  /** What follows: '' for the collection, `batch/upsert`, an id, a name. */
  readonly rest: string
}

const DATED = /^\/crm\/(objects|properties)\/20\d\d-\d\d\/([^/]+)(?:\/(.+))?$/
const LEGACY = /^\/crm\/v3\/(objects|properties)\/([^/]+)(?:\/(.+))?$/

/** Standard objects go by several names. */
const NAMES: Readonly<Record<string, string>> = {
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
  '0-5': 'tickets',
}

export function routeOf(path: string): Route | undefined {
  const match = DATED.exec(path) ?? LEGACY.exec(path)
  if (!match) return undefined
  const object = decodeURIComponent(match[2] as string)
  return {
    kind: match[1] as Route['kind'],
    object: NAMES[object] ?? object,
    rest: decodeURIComponent(match[3] ?? ''),
  }
}
