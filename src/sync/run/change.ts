import type { Change, FarValue } from '../../destinations/contract.ts'
import type { PlannedChange } from '../../store/changes.ts'

type Fields = Readonly<Record<string, FarValue>>

/**
 * A planned change as the connector gets it. Where the far side keeps what isn't sent, only fields that differ from
 * what it acknowledged go out; where that isn't known for sure, all of them.
 */
export function changeOf(planned: PlannedChange, keyField: string, merges: boolean): Change {
  const { key, payload, before, farId } = planned
  const known = farId === null ? { key } : { key, farId }
  if (payload === null) return { ...known, fields: { [keyField]: key } }
  if (!merges || before === null) return new Whole(known, payload)
  return {
    ...known,
    fields: differing(JSON.parse(payload) as Fields, JSON.parse(before) as Fields, keyField),
  }
}

/** A record that goes out as it was mapped: its text is read only if somebody asks for a field. */
class Whole implements Change {
  readonly key: string
  readonly farId?: string
  readonly json: string

  constructor({ key, farId }: { readonly key: string; readonly farId?: string }, json: string) {
    this.key = key
    if (farId !== undefined) this.farId = farId
    this.json = json
  }

  get fields(): Fields {
    return JSON.parse(this.json) as Fields
  }
}

function differing(after: Fields, before: Fields, keyField: string): Fields {
  const sent: Record<string, FarValue> = {}
  for (const [name, value] of Object.entries(after)) {
    if (name === keyField || JSON.stringify(value) !== JSON.stringify(before[name])) sent[name] = value
  }
  return sent
}
