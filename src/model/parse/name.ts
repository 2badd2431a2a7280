/**
 * Names of the warehouse as authors write them: `marts.orders`, `order.customer_id`. They stand exactly as in the
 * catalog, letter case and spaces included (`public.Order Details`). A part that itself holds a dot or a double quote
 * is wrapped in double quotes, and a double quote inside is doubled: `"odd.schema".orders`.
 */
const PART = /(?:"((?:[^"]|"")+)"|([^".]+))(\.|$)/y

/** @returns the parts, or undefined where the text isn't a dotted name */
export function splitName(text: string): readonly string[] | undefined {
  const parts: string[] = []
  PART.lastIndex = 0
  while (PART.lastIndex < text.length) {
    const match = PART.exec(text)
    if (!match) return undefined
    parts.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === '.' && PART.lastIndex === text.length) return undefined
  }
  return parts.length > 0 ? parts : undefined
}

/** The inverse of `splitName`. */
export function joinName(parts: readonly string[]): string {
  return parts.map((part) => (/[".]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part)).join('.')
}
