import { invariant } from '../../base/errors.ts'
import type { RowOrder } from '../../engine/query.ts'
import type { Given } from './given.ts'

/** Entries like `{ customer: { plan: DESC } }`: a path to a field, and its direction. */
export function readOrder(given: Given): readonly RowOrder[] {
  if (!given.present) return []
  return given.items().map((item) => {
    const path: string[] = []
    let at = item
    for (;;) {
      const [entry] = at.entries()
      invariant(entry, 'an entry of orderBy names one field')
      const [name, inner] = entry
      path.push(name)
      const word = inner.constant()
      if (typeof word === 'string') return order(path, word)
      at = inner
    }
  })
}

function order(path: readonly string[], word: string): RowOrder {
  const direction = word.startsWith('DESC') ? 'DESC' : 'ASC'
  return { path, direction, ...(word.endsWith('NULLS_FIRST') ? { nulls: 'FIRST' } : {}) }
}
