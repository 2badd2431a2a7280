import DataLoader from 'dataloader'
import type { Load } from '../../engine/contract.ts'

/**
 * Rows of other warehouses, which no statement can fold in. It lives for one request, of one tenant: root fields that
 * lead to the same rows share one look-up, and nothing is left when the answer is out.
 */
export function openLoader(lookUp: Load): Load {
  const loaders = new Map<string, DataLoader<string, string | null>>()
  return async (hop, keys) => {
    const loader = loaders.get(hop.id) ?? new DataLoader((wanted) => lookUp(hop, wanted))
    loaders.set(hop.id, loader)
    const rows = await loader.loadMany(keys)
    return rows.map((row) => {
      if (row instanceof Error) throw row
      return row
    })
  }
}
