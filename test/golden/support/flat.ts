/** A row as a check sees it: text by dotted response name; null where there is nothing. */
export type FlatRow = Readonly<Record<string, string | null>>

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * The rows of an answer at a path such as `orders.nodes`: a list on the way stands for all of its members. Lists below
 * spread out as a left join would have them. An object is one row.
 */
export function flatRows(answer: unknown, path: string): readonly FlatRow[] {
  let found: readonly Json[] = [answer as Json]
  for (const name of path.split('.').filter(Boolean)) {
    found = found.flatMap((at) => spread(member(at, name, path)))
  }
  return found.flatMap((row) => (row === null ? [] : flatten(row, '')))
}

function member(at: Json, name: string, path: string): Json {
  if (typeof at === 'object' && at !== null && name in at) return (at as Record<string, Json>)[name] ?? null
  throw new Error(`the answer has no "${name}" of ${path}: ${JSON.stringify(at).slice(0, 500)}`)
}

function spread(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value]
}

function flatten(value: Json, prefix: string): readonly FlatRow[] {
  if (value === null || typeof value !== 'object')
    return [{ [prefix]: value === null ? null : String(value) }]
  if (Array.isArray(value)) {
    const members = (value as readonly Json[]).flatMap((one) => flatten(one, prefix))
    return members.length > 0 ? members : [{}]
  }
  let rows: readonly FlatRow[] = [{}]
  let spreads = 0
  for (const [name, inner] of Object.entries(value)) {
    const parts = flatten(inner, prefix ? `${prefix}.${name}` : name)
    if (parts.length > 1 && ++spreads > 1)
      throw new Error(`"${prefix}" has several lists: check each by its own path`)
    rows = rows.flatMap((row) => parts.map((part) => ({ ...row, ...part })))
  }
  return rows
}

/** What an absent column means in both: null. So rows compare whatever a null link left out. */
export function sparse(rows: readonly FlatRow[]): readonly FlatRow[] {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter((entry): entry is [string, string] => entry[1] !== null)),
  )
}
