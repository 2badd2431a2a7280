import type { Change, FarValue } from '../../destinations/contract.ts'
import type { PlannedChange } from '../../store/ledger.ts'

type Fields = Record<string, FarValue>

/**
 * A planned change as the connector gets it. Where the far side keeps what isn't sent, only fields that differ from
 * what it acknowledged go out; where that isn't known for sure, all of them.
 */
export function changeOf(
  { key, payload, before, farId }: PlannedChange,
  keyField: string,
  merges: boolean,
): Change {
  const fields = payload === null ? { [keyField]: key } : (JSON.parse(payload) as Fields)
  const sent = merges && before !== null ? differing(fields, JSON.parse(before) as Fields, keyField) : fields
  return farId === null ? { key, fields: sent } : { key, fields: sent, farId }
}

function differing(after: Fields, before: Fields, keyField: string): Fields {
  const sent: Fields = {}
  for (const [name, value] of Object.entries(after)) {
    if (name === keyField || JSON.stringify(value) !== JSON.stringify(before[name])) sent[name] = value
  }
  return sent
}
