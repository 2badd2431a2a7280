import type { Knex } from 'knex'

/**
 * Tenants can be removed, and API keys be given out. What changes of either is told on the channel `sluice_access`, so
 * that no server goes on with what it has read before.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(tenants)
  await knex.raw(keys)
  await knex.raw(news)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table sluice.api_keys;
    drop trigger tenants_told on sluice.tenants;
    drop trigger tenants_emptied on sluice.tenants;
    drop function sluice.tell_tenant(), sluice.tell_key(), sluice.tell_all();
    delete from sluice.tenants where status = 'removed';
    alter table sluice.tenants drop constraint tenants_status_check, drop column accepts_from;
    alter table sluice.tenants add constraint tenants_status_check check (status in ('active', 'suspended'))`)
}

// A removed tenant stays as a tombstone. Whoever gets its id later knows nothing issued before `accepts_from`.
const tenants = `
alter table sluice.tenants drop constraint tenants_status_check, add column accepts_from timestamptz;
alter table sluice.tenants add constraint tenants_status_check check (status in ('active', 'suspended', 'removed'))`

// The key itself is nowhere: 256 random bits need no salt and no slow hash.
const keys = `
create table sluice.api_keys (
  prefix  text collate "C" primary key check (prefix ~ '^[a-z]{8}$'),
  digest  bytea not null check (octet_length(digest) = 32),
  tenant  text collate "C" not null references sluice.tenants,
  name    text not null,
  roles   text[] not null,
  claims  json not null,
  scopes  text[] not null,
  by      text not null,
  since   timestamptz not null default now(),
  expires timestamptz,
  used    timestamptz,
  revoked timestamptz
);
create index api_keys_tenant on sluice.api_keys (tenant)`

// Told with the commit. A name or a use changes no right, so nothing is told of them.
const news = `
create function sluice.tell_tenant() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform pg_notify('sluice_access', 'tenant:' || old.id); end if;
  if tg_op <> 'DELETE' then perform pg_notify('sluice_access', 'tenant:' || new.id); end if;
  return null;
end $$;
create function sluice.tell_key() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform pg_notify('sluice_access', 'key:' || old.prefix); end if;
  if tg_op <> 'DELETE' then perform pg_notify('sluice_access', 'key:' || new.prefix); end if;
  return null;
end $$;
create function sluice.tell_all() returns trigger language plpgsql as $$
begin
  perform pg_notify('sluice_access', '');
  return null;
end $$;
create trigger tenants_told after insert or delete or update of id, status, accepts_from on sluice.tenants
  for each row execute function sluice.tell_tenant();
create trigger tenants_emptied after truncate on sluice.tenants for each statement execute function sluice.tell_all();
create trigger api_keys_told after insert or delete or update of prefix, digest, tenant, roles, claims, scopes, expires, revoked
  on sluice.api_keys for each row execute function sluice.tell_key();
create trigger api_keys_emptied after truncate on sluice.api_keys
  for each statement execute function sluice.tell_all()`
