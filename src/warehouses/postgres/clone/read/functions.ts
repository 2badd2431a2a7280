import type { ClientBase } from 'pg'
import type { FunctionPlan } from '../blueprint.ts'
import { grantsOf, oursIn } from './grants.ts'

/** Users' functions and procedures, but for those of triggers: nothing is written to a clone by anybody's SQL. */
export async function readFunctions(client: ClientBase): Promise<readonly FunctionPlan[]> {
  return (await client.query<FunctionPlan>(functionsQuery)).rows
}

const functionsQuery = `
  select n.nspname as schema, f.proname as name, pg_get_userbyid(f.proowner) as owner, f.prosecdef as definer,
    f.oid::regprocedure::text as signature, pg_get_functiondef(f.oid) as create,
    ${grantsOf('f.proacl', 'f', 'f.proowner')} as grants
  from pg_proc f join pg_namespace n on n.oid = f.pronamespace
  where f.prokind in ('f', 'p', 'w') and f.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    and ${oursIn('pg_proc', 'f.oid')}
  order by f.oid`
