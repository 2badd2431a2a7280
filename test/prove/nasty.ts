import { randomBytes } from 'node:crypto'
import { loadModels } from '../../src/model/index.ts'
import type { Models } from '../../src/model/model.ts'
import { roleUrl } from '../../src/warehouses/postgres/index.ts'
import { freshDatabase, withDatabase, type FreshDatabase } from '../support/database.ts'
import { testServer } from '../support/server.ts'
import { run } from '../support/sql.ts'

/** A stranger's database with everything that makes cloning hard, guarded by its owner's own hand. */
export interface Nasty {
  readonly database: FreshDatabase
  readonly models: Models
  readonly serve: string
  readonly operator: string
  readonly serveUrl: string
  readonly operatorUrl: string
  /** Runs SQL as a superuser. */
  run(text: string): Promise<unknown>
  close(): Promise<void>
}

const nastySchema = `
type Org @model(source: "app.orgs", key: "org_id", tenant: "org_id") {
  id: ID! @column(name: "org_id")
  title: String
  members: [Member!]! @link(to: "org_id")
}
type Member @model(source: "app.members", key: "member_no", tenant: "org_id") {
  no: Int! @column(name: "member_no")
  org: Org @link(from: "org_id")
  email: String
  rank: Grade!
  boss: Member @link(from: "boss_no", to: "member_no")
  vip: Boolean! @sql(expr: "{email} = 'vip@example.com'")
  events: [Event!]! @link(to: "member_no")
}
enum Grade { LOW HIGH }
type Event @model(source: "app.events", key: "event_id", tenant: "org_id") {
  id: BigInt! @column(name: "event_id")
  happenedAt: DateTime! @time
  member: Member @link(from: "member_no", to: "member_no")
  payload: JSON
}
type Step @model(source: "app.steps", key: ["event_id", "position"], tenant: "event.org_id") {
  eventId: BigInt!
  position: Int!
  event: Event @link(from: "event_id", to: "event_id")
  label: String!
}
type Busy @model(source: "app.busy", key: "member_no", tenant: "tenant") {
  no: Int! @column(name: "member_no")
  active: BigInt
}
type Recent @model(sql: "select org_id, \\"Odd Name\\" as title from app.\\"Odd Table\\" where kind = 'GOOD'", key: "title", tenant: "org_id") {
  title: String!
}
type Country @model(source: "ref.countries", key: "code", shared: true) {
  code: ID!
  name: String!
}
`

// Ids are unique within an org only; a step finds its org by its event alone.
const ddl = `
set check_function_bodies = off;
create extension citext schema public;
create extension hstore schema public;
create schema app; create schema ref; create schema hidden;
create type app.rank as enum ('LOW', 'HIGH', 'O''Brien');
create domain app.slug as varchar(20) not null check (value ~ '^[a-z-]+$');
create type app.place as (street text, geo point, level app.rank);
create type app.span as range (subtype = numeric);
create collation app.folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

create function app.current_org() returns text language sql stable
  as $$ select nullif(current_setting('sluice.tenant', true), '') $$;
create function app.shout(given text) returns text language plpgsql immutable security definer set search_path = pg_catalog
  as $$ begin return upper(given); end $$;
create function hidden.lookup(org text) returns bigint language sql stable security definer
  as $$ select count(*) from hidden.secrets where org_id = org $$;
create table hidden.secrets (org_id text, secret text not null);

create table app.orgs (org_id text primary key, title text collate app.folding, owner_no int);
create table app.members (
  org_id text not null references app.orgs, member_no int not null, email public.citext unique,
  rank text not null check (rank in ('LOW', 'HIGH')), boss_no int, level app.rank not null default 'LOW',
  handle app.slug, home app.place, tags text[] not null, levels app.rank[] not null, attrs public.hstore,
  price_span app.span not null, days daterange not null, spans int8multirange,
  code char(2) not null, flag bit(5) not null, ip inet not null, mac macaddr not null, spot point not null,
  blob bytea not null, doc jsonb not null, token uuid not null, wait interval not null, at_time timetz not null,
  ratio numeric(5,4) not null, small smallint not null, cash money not null, id bigint generated always as identity,
  loud text generated always as (app.shout(rank)) stored,
  primary key (org_id, member_no), unique (org_id, code),
  foreign key (org_id, boss_no) references app.members (org_id, member_no));
alter table app.orgs add foreign key (org_id, owner_no) references app.members;
create table app.events (
  org_id text not null, event_id bigint not null, happened_at timestamptz not null, member_no int, kind text not null,
  payload jsonb, primary key (event_id, happened_at, kind), foreign key (org_id, member_no) references app.members)
  partition by range (happened_at);
create table app.events_early partition of app.events for values from (minvalue) to ('2025-06-01');
create table app.events_mid partition of app.events for values from ('2025-06-01') to ('2026-06-01') partition by list (kind);
create table app.events_mid_a partition of app.events_mid for values in ('A', 'B');
create table app.steps (event_id bigint not null, position smallint not null, label text not null, primary key (event_id, position));
create table app.base (org_id text not null, word text);
create table app.derived (extra int) inherits (app.base);
create table app."Odd Table" (org_id text not null, "Odd Name" text not null, kind text not null, "select" boolean);
create table ref.countries (code char(2) primary key, name text not null, continent text);
create materialized view app.totals as select org_id, count(*) as members from app.members group by org_id;
create view app.busy with (security_invoker = true, security_barrier = true) as
  select e.org_id as tenant, e.member_no, count(*) as active from app.events e
  where e.kind = 'A' and app.shout(e.kind) is not null group by 1, 2;
create extension file_fdw;
create server files foreign data wrapper file_fdw;
create foreign table app.far (org_id text, word text) server files options (filename '/nowhere');
create table hidden.unrelated (id int);
create function app.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touch before insert on app.base for each row execute function app.touch();
`

const guard = (serve: string, operator: string, group: string) => `
grant usage on schema app, ref, public to ${serve}, ${operator};
grant select on app.orgs, app.members, app.events, app.steps, app.busy, app.totals, app."Odd Table", app.base, ref.countries to ${serve};
grant select (org_id, word) on app.derived to ${serve};
grant select on all tables in schema app to ${operator};
revoke execute on function hidden.lookup from public; grant execute on function hidden.lookup to ${serve} with grant option; grant execute on function hidden.lookup to ${operator};
grant select on ref.countries to public;
${['orgs', 'members', 'events', '"Odd Table"']
  .map(
    (table) => `
alter table app.${table} enable row level security; alter table app.${table} force row level security;
create policy reads on app.${table} for select to ${serve}, ${group} using (true);
create policy tenant on app.${table} as restrictive to ${serve} using (org_id = (select app.current_org()) and current_user = '${serve}');
create policy everything on app.${table} for select to ${operator} using (hidden.lookup(org_id) >= 0);`,
  )
  .join('')}
alter table app.steps enable row level security;
create policy by_event on app.steps for select to ${serve}
  using (event_id in (select e.event_id from app.events e where e.org_id = (select app.current_org())));
`

export async function openNasty(): Promise<Nasty> {
  const database = await freshDatabase()
  const asSuperuser = (text: string) => run(database.superuserUrl, text)
  const mark = randomBytes(3).toString('hex')
  const [serve, operator, owner, group] = ['serve', 'op', 'owner', 'group'].map(
    (name) => `nasty_${name}_${mark}`,
  ) as [string, string, string, string]
  await asSuperuser(`
    create role ${serve} login noinherit password 'secret-password'; create role ${operator} login password 'secret-password';
    create role ${owner} bypassrls; create role ${group};
    grant ${group} to ${serve} with admin option;
    alter role ${serve} set default_transaction_read_only = on;
    alter role ${serve} in database ${database.name} set search_path = app, "ref", public;
    alter database ${database.name} set app.flavour = 'sweet';
    revoke temporary on database ${database.name} from public;`)
  await asSuperuser(ddl + guard(serve, operator, group))
  await asSuperuser(`alter table hidden.secrets owner to ${owner}; alter function hidden.lookup owner to ${owner};
    grant usage on schema hidden to ${owner};
    insert into hidden.secrets values ('real-org', 'a real secret'); insert into app.orgs values ('real-org', 'Real title');`)
  const { models, faults } = loadModels(new Map([['schema/nasty.graphql', nastySchema]]))
  if (faults.length > 0) throw new Error(JSON.stringify(faults, null, 1))
  const url = (name: string) =>
    roleUrl(withDatabase(testServer().ownerUrl, database.name), { name, password: 'secret-password' })
  return {
    database,
    models,
    serve,
    operator,
    serveUrl: url(serve),
    operatorUrl: url(operator),
    run: asSuperuser,
    async close() {
      await database.drop()
      await run(testServer().superuserUrl, `drop role ${serve}, ${operator}, ${owner}, ${group}`)
    },
  }
}
