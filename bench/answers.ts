/**
 * An answer without what is only the contestant's way of writing: wrappers around lists, names of fields, how decimals
 * and instants are printed. What is left must be equal between all contestants.
 */
export function normalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalise)
  if (typeof value !== 'object' || value === null) return leaf(value)
  const entries = Object.entries(value)
  const only = entries.length === 1 ? entries[0]! : undefined
  if (only && wrappers.has(only[0])) return normalise(only[1])
  return entries.flatMap(([name, item]) => {
    const inner = normalise(item)
    // A nested group (`customer { plan }`) stands where another contestant has flat columns.
    return name === 'customer' ? inner : [inner]
  })
}

const wrappers = new Set(['totals', 'rows', 'nodes', 'customer'])

function leaf(value: unknown): unknown {
  if (typeof value === 'number') return decimal(String(value))
  if (typeof value !== 'string') return value
  if (/^-?\d+(\.\d+)?$/.test(value)) return decimal(value)
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value).toISOString()
  return value
}

// Averages have as many digits as each pleases.
function decimal(text: string): string {
  return text.includes('.') ? String(Number(Number(text).toFixed(6))) : text
}
