import type { ConnectionField, Query, RowsQuery } from '../../../src/engine/query.ts'
import { constant } from './ask/condition.ts'

export type Direction = 'forward' | 'backward'

type Row = Record<string, unknown>

interface Page {
  readonly nodes: readonly unknown[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

/** A connection's rows all at once, and collected page by page from one of its ends. */
export async function walk(
  ask: (query: Query) => Promise<Row>,
  query: RowsQuery,
  direction: Direction,
  size: number,
): Promise<{ readonly all: readonly unknown[]; readonly pages: readonly unknown[] }> {
  const shape = { is: 'connection', fields: fieldsOf(query) } as const
  const page = async (page: RowsQuery['page']): Promise<Page> =>
    (await ask({ ...query, shape, ...(page ? { page } : {}) })) as unknown as Page
  const { nodes: all } = await page({ first: constant('Int', 500) })
  const pages: unknown[] = []
  let cursor: string | null = null
  for (let turn = 0; turn <= all.length; turn++) {
    const at = cursor === null ? undefined : constant('Cursor', cursor)
    const forward = direction === 'forward'
    const { nodes, pageInfo } = await page(
      forward
        ? { first: constant('Int', size), ...(at ? { after: at } : {}) }
        : { last: constant('Int', size), ...(at ? { before: at } : {}) },
    )
    if (forward) pages.push(...nodes)
    else pages.unshift(...nodes)
    cursor = forward ? pageInfo.endCursor : pageInfo.startCursor
    if (!(forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) break
  }
  return { all, pages }
}

/** The rows as the query shows them, or their cursors where it shows none, and where the page stands. */
function fieldsOf({ shape }: RowsQuery): readonly ConnectionField[] {
  const fields = shape.is === 'connection' ? shape.fields : []
  const nodes = fields.find((field) => field.is === 'nodes')
  const info = (['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'] as const).map((is) => ({
    is,
    as: is,
  }))
  const shown: ConnectionField = nodes
    ? { ...nodes, as: 'nodes' }
    : { is: 'edges', as: 'nodes', fields: [{ is: 'cursor', as: 'cursor' }] }
  return [shown, { is: 'pageInfo', as: 'pageInfo', fields: info }]
}
