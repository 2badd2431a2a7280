import type { Knex } from 'knex'

/** The store's first tables. Whatever belongs to a tenant has the tenant in its key; '' stands for the operator. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(tenants)
  await knex.raw(audit)
  await knex.raw(runs)
  await knex.raw(ledger)
  await knex.raw(quotas)
}

export async function down(knex: Knex): Promise<void> {
  const tables =
    'quotas, rejects, flights, changes, ledger, leases, runs, audit, tenant_destinations, tenants'
  for (const table of tables.split(', ')) await knex.raw(`drop table sluice.${table}`)
  await knex.raw('drop function sluice.refuse_change()')
}

const tenants = `
create table sluice.tenants (
  id     text collate "C" primary key check (id <> ''),
  name   text,
  status text not null default 'active' check (status in ('active', 'suspended')),
  since  timestamptz not null default now()
);
create table sluice.tenant_destinations (
  tenant      text collate "C" not null references sluice.tenants on delete cascade,
  destination text collate "C" not null,
  sealed      bytea not null,
  since       timestamptz not null default now(),
  primary key (tenant, destination)
)`

const audit = `
create table sluice.audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default now(),
  actor   text not null,
  action  text not null,
  tenant  text collate "C",
  details json not null default '{}'
);
create index audit_tenant on sluice.audit (tenant, id);
create function sluice.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to';
end $$;
create trigger audit_append_only before update or delete or truncate on sluice.audit
  for each statement execute function sluice.refuse_change()`

const runs = `
create table sluice.runs (
  id      bigint generated always as identity primary key,
  sync    text collate "C" not null,
  tenant  text collate "C" not null,
  fence   bigint not null,
  state   text not null,
  counts  json not null,
  digest  text,
  error   json,
  started timestamptz not null default clock_timestamp(),
  ended   timestamptz
);
create index runs_lane on sluice.runs (sync, tenant, id desc);
create table sluice.leases (
  sync   text collate "C" not null,
  tenant text collate "C" not null,
  fence  bigint not null,
  holder text not null,
  until  timestamptz not null,
  target text not null,
  primary key (sync, tenant)
)`

// The ledger says what the far side has acknowledged. A row whose hash is null was sent with an unknown outcome.
// Changes and flights are a run's own: what is to be sent, and which batches of it are out right now.
const ledger = `
create table sluice.ledger (
  sync      text collate "C" not null,
  tenant    text collate "C" not null,
  key       text collate "C" not null,
  hash      bytea,
  payload   json,
  far_id    text,
  confirmed text,
  state     text not null check (state in ('delivered', 'unknown', 'parked')),
  run       bigint not null,
  at        timestamptz not null default now(),
  primary key (sync, tenant, key)
);
create table sluice.changes (
  run     bigint not null,
  seq     integer not null,
  kind    text not null check (kind in ('create', 'update', 'remove')),
  key     text collate "C" not null,
  hash    bytea,
  payload text,
  primary key (run, seq)
);
create table sluice.flights (
  operation uuid primary key,
  sync      text collate "C" not null,
  tenant    text collate "C" not null,
  run       bigint not null,
  fence     bigint not null,
  seqs      integer[] not null,
  at        timestamptz not null default now()
);
create index flights_lane on sluice.flights (sync, tenant);
create table sluice.rejects (
  sync     text collate "C" not null,
  tenant   text collate "C" not null,
  key      text collate "C" not null,
  kind     text not null check (kind in ('upsert', 'remove')),
  state    text not null check (state in ('lasting', 'temporary', 'unknown')),
  reason   text not null,
  field    text,
  code     text,
  hash     bytea,
  mapping  text not null,
  attempts integer not null default 1,
  again    timestamptz,
  run      bigint not null,
  since    timestamptz not null default now(),
  at       timestamptz not null default now(),
  primary key (sync, tenant, key)
)`

const quotas = `
create table sluice.quotas (
  account text collate "C" primary key,
  tokens  double precision not null,
  at      timestamptz not null,
  blocked timestamptz
)`
