import type { Statement } from '../../../src/warehouses/contract.ts'
import type { Case } from './case.ts'
import { flatRows } from './flat.ts'
import type { House, Tenant, Told } from './house.ts'

/** More pages than any case has: a cursor that leads in circles ends here. */
const MOST = 20

/** An answer, and what was sent for each of its pages; an answer that isn't paged is one page. */
export interface Pages {
  readonly whole: Told
  readonly trips: readonly Told['trips'][]
}

/** Asks once, or page by page: a paged connection's nodes are put together as if it had been one. */
export async function pagesOf(house: House, golden: Case, tenant: Tenant): Promise<Pages> {
  const { pages } = golden
  if (!pages) {
    const whole = await house.ask(tenant, golden)
    return { whole, trips: [whole.trips] }
  }
  const back = golden.request.includes('before: $cursor')
  const told: Told[] = []
  let cursor: string | undefined
  do {
    const page = await house.ask(tenant, golden, { cursor: cursor ?? null })
    told.push(page)
    cursor = page.errors.length > 0 ? undefined : next(page, pages.path, back)
  } while (cursor !== undefined && told.length <= MOST)
  const [first] = told
  if (!first) throw new Error('there is a first page')
  const nodes = (back ? told.toReversed() : told).flatMap(({ data }) => connection(data, pages.path).nodes)
  return {
    whole: { ...first, data: at(pages.path, { nodes }) },
    trips: told.map(({ trips }: { trips: readonly (readonly Statement[])[] }) => trips),
  }
}

function next({ data }: Told, path: string, back: boolean): string | undefined {
  const [info] = flatRows(data, `${path}.pageInfo`)
  if (info?.[back ? 'hasPreviousPage' : 'hasNextPage'] !== 'true') return undefined
  return info[back ? 'startCursor' : 'endCursor'] ?? undefined
}

function connection(data: Told['data'], path: string): { readonly nodes: readonly unknown[] } {
  const found = path.split('.').reduce<unknown>((inner, name) => (inner as Told['data'])[name], data)
  return found as { nodes: readonly unknown[] }
}

/** An answer that has nothing but `value` at a path. */
function at(path: string, value: unknown): Told['data'] {
  return path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Told['data']
}
