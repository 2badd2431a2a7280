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
    close: () => home.close(),
  }
}
