import type { ClientBase } from 'pg'

/** A function of the warehouse's own, neither PostgreSQL's nor an extension's nor the guard's. */
interface FunctionFact {
  readonly name: string
  /** With its schema, as it is told. */
  readonly told: string
  readonly definer: boolean
  readonly source: string
}

/** Tells which SECURITY DEFINER functions are reached from functions, by their `told`, and from texts of SQL. */
export type Reach = (calls: readonly string[], texts: readonly string[]) => readonly string[]

export async function readFunctions(client: ClientBase): Promise<Reach> {
  const { rows } = await client.query<FunctionFact>(functionsQuery)
  const named = Map.groupBy(rows, ({ name }) => name.toLowerCase())
  const told = Map.groupBy(rows, (one) => one.told)
  return (calls, texts) => {
    const seen = new Set<FunctionFact>()
    const waiting = [
      ...calls.flatMap((call) => told.get(call) ?? []),
      ...texts.flatMap((text) => calledIn(text, named)),
    ]
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      if (seen.has(one)) continue
      seen.add(one)
      // What it does with its owner's rights is out of our hands already.
      if (!one.definer) waiting.push(...calledIn(one.source, named))
    }
    return [...new Set([...seen].filter(({ definer }) => definer).map((one) => one.told))].toSorted()
  }
}

/** PostgreSQL doesn't know what a body or an expression calls before it runs: their words are held against the names. */
function calledIn(
  text: string,
  named: ReadonlyMap<string, readonly FunctionFact[]>,
): readonly FunctionFact[] {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{N}_$]+/gu) ?? [])
  return [...words].flatMap((word) => named.get(word) ?? [])
}

const functionsQuery = `
  select f.proname as name, format('%I.%I', n.nspname, f.proname) as told, f.prosecdef as definer,
    coalesce(pg_get_function_sqlbody(f.oid), f.prosrc) as source
  from pg_proc f join pg_namespace n on n.oid = f.pronamespace
  where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'sluice_guard')
    and (f.prosecdef or not exists (select from pg_depend d
      where d.classid = 'pg_proc'::regclass and d.objid = f.oid and d.deptype = 'e'))`
