export type Path = readonly (string | number)[]

/** The answer as JSON; undefined for a file or a page. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** What an answer gave, without its errors. */
export function dataOf(text: string): unknown {
  const value = parsed(text)
  return typeof value === 'object' && value !== null ? (value as { data?: unknown }).data : undefined
}

/** The way to the first value that `is` so. */
export function pathTo(value: unknown, is: (leaf: unknown) => boolean, path: Path = []): Path | undefined {
  if (typeof value !== 'object' || value === null) return is(value) ? path : undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = pathTo(inner, is, [...path, Array.isArray(value) ? Number(key) : key])
    if (found) return found
  }
  return undefined
}

/** The way to where two answers first differ; undefined where they don't. */
export function difference(a: unknown, b: unknown, path: Path = []): Path | undefined {
  if (Object.is(a, b)) return undefined
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  for (const key of keys) {
    const at = [...path, Array.isArray(a) ? Number(key) : key]
    const found = difference((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], at)
    if (found) return found
  }
  return undefined
}

/** The value at the end of a path. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[key] : undefined,
    value,
  )
}
