import type { Loader } from '../../warehouses/postgres/load.ts'
import { schema } from './ddl.ts'
import type { ProfileName } from './profile.ts'
import type { TableName } from './tables.ts'

/** What is in a warehouse that the demo has made. */
export interface DemoFacts {
  readonly version: number
  readonly seed: string
  readonly profile: ProfileName
  /** The instant at which the history ends. */
  readonly madeFor: string
  /** Rows by table. */
  readonly counts: Readonly<Record<TableName, number>>
}

/** The facts stand in the schema's comment: whoever drops the schema drops them too, and no table is in the way. */
export async function readMarker(loader: Loader): Promise<DemoFacts | undefined> {
  const [row] = await loader.run(
    `select obj_description(oid, 'pg_namespace') as comment from pg_namespace where nspname = $1`,
    [schema],
  )
  const comment = row?.['comment']
  if (typeof comment !== 'string' || !comment.startsWith(opening)) return undefined
  return JSON.parse(comment.slice(opening.length)) as DemoFacts
}

export async function writeMarker(loader: Loader, facts: DemoFacts): Promise<void> {
  const comment = `${opening}${JSON.stringify(facts)}`
  await loader.run(`comment on schema ${schema} is '${comment.replaceAll("'", "''")}'`)
}

const opening = "Sluice's demo; made anew when its version changes. "
