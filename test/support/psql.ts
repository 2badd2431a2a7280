/** Fills the variables of `script` in as psql does, from what `\\set` lines say in `keys`. */
export function filledIn(script: string, keys: string): string {
  const values = new Map(
    [...keys.matchAll(/^\\set (\w+) '(.*)'$/gm)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll(/\\(['\\])/g, '$1'),
    ]),
  )
  return script.replaceAll(/:'(\w+)'/g, (_, name: string) => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`psql knows no variable ${name}`)
    return `'${value.replaceAll("'", "''")}'`
  })
}
