import type { Change, FarValue } from '../contract.ts'

/** HubSpot takes strings only; the empty string clears. */
export function propertiesOf(change: Change): Record<string, string> {
  return Object.fromEntries(Object.entries(change.fields).map(([name, value]) => [name, textOf(value)]))
}

function textOf(value: FarValue): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(textOf).join(';')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
