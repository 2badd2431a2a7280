import { CONTEXT_REFUSED, CONTEXT_SETTING } from '../context.ts'

/** The tenant that the transaction's context names, once its signature is checked. Policies call it, once a statement. */
export const TENANT_FUNCTION = 'sluice_guard.tenant'

/** HMAC's two paddings of each key (`../context.ts`); several, so that a key can be changed while both are in use. */
export const createKeys = `create table sluice_guard.keys (id text primary key, inner_pad bytea not null, outer_pad bytea not null)`

/**
 * `<10 digits>.<64 hex digits>.<tenant>`, taken apart by place: whatever stands elsewhere has another signature. That is
 * checked first, so nothing of a context that we didn't sign is read. `statement_timestamp()` and not the clock, so that
 * a stream may outlast its context: what counts is when its statement began. One condition and a comparison of times, as
 * each further expression and one of numerics cost a look-up of two tables some 3 µs.
 */
export const body = `
declare
  context text := current_setting('${CONTEXT_SETTING}', true);
begin
  if length(context) > 76 and (case when exists (
      select from sluice_guard.keys k
      where encode(sha256(k.outer_pad || sha256(k.inner_pad
          || convert_to(substr(context, 1, 11) || substr(context, 77), 'UTF8'))), 'hex')
        = substr(context, 12, 64))
    then to_timestamp(substr(context, 1, 10)::float8) > statement_timestamp() end) then
    return substr(context, 77);
  end if;
  raise exception 'The context is missing, altered or expired' using errcode = '${CONTEXT_REFUSED}';
end
`

export const createTenant = `create or replace function sluice_guard.tenant() returns text
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  as $sluice$${body}$sluice$`
