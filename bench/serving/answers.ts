/**
 * An answer without what is only the contestant's way of writing: wrappers around lists, objects inside rows, names of
 * fields, how decimals and instants are printed. What is left must be equal between all contestants.
 */
export function normalise(value: unknown): unknown {
  const inner = unwrapped(value)
  if (Array.isArray(inner)) return inner.map(normalise)
  if (typeof inner !== 'object' || inner === null) return leaf(inner)
  // A group inside a row (`customer { plan }`) stands where another contestant has flat columns.
  return Object.values(inner).flatMap((item) => {
    const plain = normalise(item)
    return isObject(unwrapped(item)) ? plain : [plain]
  })
}

const wrappers = new Set(['totals', 'rows', 'nodes', 'cube'])

// One row and a list of one row are the same: Cube answers with a list where others have an object.
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? unwrapped(value[0]) : value
  if (!isObject(value)) return value
  const [only, ...more] = Object.entries(value)
  return only && more.length === 0 && wrappers.has(only[0]) ? unwrapped(only[1]) : value
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function leaf(value: unknown): unknown {
  if (typeof value === 'number') return decimal(String(value))
  if (typeof value !== 'string') return value
  if (/^-?\d+(\.\d+)?$/.test(value)) return decimal(value)
  if (/^\d{4}-\d\d-\d\d[T ]/.test(value)) return instant(value)
  return value
}

// Averages have as many digits as each pleases.
function decimal(text: string): string {
  return text.includes('.') ? String(Number(Number(text).toFixed(6))) : text
}

// Without a zone it is UTC, which all are asked for.
function instant(text: string): string {
  return new Date(/(Z|[+-]\d\d(:?\d\d)?)$/.test(text) ? text : `${text}Z`).toISOString()
}
