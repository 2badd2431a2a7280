import { render, sql, type Fragment } from '../../../src/sql/fragment.ts'
import type { BoundValue, Dialect, Row } from '../../../src/warehouses/contract.ts'
import type { EngineName } from '../../../src/warehouses/index.ts'
import { house, modelsOf, scopeOf } from './house.ts'

/** An engine, its dialect, and its answers to SQL that the dialect wrote. */
export interface Asking {
  readonly dialect: Dialect
  rows(statement: Fragment): Promise<readonly Row[]>
  /** The one value of `select expression`. */
  one(expression: Fragment): Promise<string | null>
  /** `of` each of the instants, both in milliseconds since 1970, asked for all at once. */
  each(instants: readonly number[], of: (at: Fragment) => Fragment): Promise<readonly number[]>
  close(): Promise<void>
}

/** An empty database of a test file's own. */
export async function asking(engine: EngineName): Promise<Asking> {
  const home = await house(engine, '')
  const warehouse = home.open()
  await warehouse.guard.apply(modelsOf())
  const scope = await scopeOf('a')
  const rows = async (statement: Fragment) => {
    const { text, params } = render(statement)
    const values = params.map(({ source }) => (source as { value: BoundValue }).value)
    const [answer] = await warehouse.run(scope, [{ text, values }])
    return answer ?? []
  }
  return {
    dialect: warehouse.dialect,
    rows,
    one: async (expression) => (await rows(sql`select ${expression}`))[0]?.[0] ?? null,
    each: async (instants, of) => {
      const texts = instants.map((at) => new Date(at).toISOString())
      const list = sql.value(texts, warehouse.dialect.typeOf('DateTime', true))
      const epoch = sql`(extract(epoch from ${of(sql.id('at'))}) * 1000)::bigint`
      const table = sql`unnest(${list}) with ordinality as t("at", "n")`
      const found = await rows(sql`select ${epoch} from ${table} order by "n"`)
      return found.map(([ms]) => Number(ms))
    },
    close: () => home.close(),
  }
}
