import { CONTEXT_REFUSED, CONTEXT_SETTING } from '../context.ts'

/** The tenant that the transaction's context names, once its signature is checked. Policies call it, once a statement. */
export const TENANT_FUNCTION = 'sluice_guard.tenant'

/** HMAC's two paddings of each key (`../context.ts`); several, so that a key can be changed while both are in use. */
export const createKeys = `create table sluice_guard.keys (id text primary key, inner_pad bytea not null, outer_pad bytea not null)`

/**
 * The signature first: nothing of a context that we didn't sign is read. `statement_timestamp()` and not the clock, so
 * that a stream may outlast its context: what counts is when its statement began.
 */
export const body = `
declare
  context text := current_setting('${CONTEXT_SETTING}', true);
  expiry text := split_part(context, '.', 1);
  tenant text := substr(context, length(expiry) + 67);
begin
  if tenant <> '' and exists (
      select from sluice_guard.keys k
      where encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(expiry || '.' || tenant, 'UTF8'))), 'hex')
        = split_part(context, '.', 2)) then
    if expiry::bigint > extract(epoch from statement_timestamp()) then
      return tenant;
    end if;
  end if;
  raise exception 'The context is missing, altered or expired' using errcode = '${CONTEXT_REFUSED}';
end
`

export const createTenant = `create or replace function sluice_guard.tenant() returns text
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  as $sluice$${body}$sluice$`
