import type { Column } from '../../warehouses/contract.ts'
import { idOf, referencesOf, type Table } from './tables.ts'
import { words } from './words.ts'

/** The role that models get which nobody has decided about yet. No token has it unless somebody gives it. */
export const INTERNAL = 'internal'

const people =
  /^(first|last|full|given|family|middle|maiden)_name$|birth|^dob$|hire|salary|wage|ssn|passport|home_(phone|address)|e_?mail|gender|courtesy/
const secrets = /password|passwd|secret|token|api_key|private_key|credential|(^|_)hash$/
const amounts = /(^|_)(amount|total|subtotal|balance|revenue|paid|spent|payment|invoice|salary)(_|$)/
/** Times that say something of the row's upkeep and nothing of an event. */
const upkeep =
  /^(created|updated|modified|changed|inserted|loaded|synced|deleted|archived|valid|effective|last_(update|updated|modified))/

/**
 * Of a table from which no way leads to the tenant: why it isn't plain reference data, so that it must not be shown to
 * every tenant unasked. Undefined where it is.
 */
function whyInternal(
  table: Table,
  tables: ReadonlyMap<string, Table>,
  closed: ReadonlySet<Table>,
): string | undefined {
  const columns = table.relation.columns.map((column) => ({ column, name: words(column.name).join('_') }))
  const matching = (pattern: RegExp) => columns.find(({ name }) => pattern.test(name))?.column.name
  const person = matching(people)
  if (person !== undefined) return `"${person}" is about people`
  const secret = matching(secrets)
  if (secret !== undefined) return `"${secret}" may be a secret`
  const references = referencesOf(table, tables)
  const owner = references
    .map(({ to }) => tables.get(idOf(to)))
    .find((target) => target && closed.has(target))
  if (owner) return `its rows belong to ${owner.type}, which not everyone may see`
  const loose = columns.find(({ column, name }) => name.endsWith('_id') && isLoose(table, column))?.column
    .name
  if (loose !== undefined) return `"${loose}" refers to something, but no foreign key says to what`
  const event = columns.find(({ column, name }) => isTime(column) && !upkeep.test(name))?.column.name
  if (event !== undefined) return `"${event}" says that its rows are events`
  const amount = matching(amounts)
  return amount === undefined ? undefined : `"${amount}" may be somebody's`
}

/** The models that are internal, by the reason; what belongs to such a model is so too, however far. */
export function findInternal(
  unreached: readonly Table[],
  tables: ReadonlyMap<string, Table>,
): ReadonlyMap<Table, string> {
  const internal = new Map<Table, string>()
  for (let before = -1; before < internal.size;) {
    before = internal.size
    for (const table of unreached) {
      if (internal.has(table)) continue
      const why = whyInternal(table, tables, new Set(internal.keys()))
      if (why !== undefined) internal.set(table, why)
    }
  }
  return internal
}

function isLoose({ relation, key }: Table, { name }: Column): boolean {
  return (
    !(key.length === 1 && key[0] === name) &&
    !relation.references.some(({ columns }) => columns.includes(name))
  )
}

function isTime({ value }: Column): boolean {
  return value === 'Date' || value === 'DateTime'
}
