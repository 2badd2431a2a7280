/** A name in DDL. Names are the author's or the catalog's, never a request's; quoted all the same. */
export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
