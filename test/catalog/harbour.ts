/**
 * A foreign schema with the traps that drafts must get past: composite keys, a path to the tenant, a link to itself,
 * two foreign keys to one table, enums, bytes, views, odd names, people, no key, and one row of one table for one of
 * another.
 */
export const harbour = `
create schema ops;
create type berth_state as enum ('FREE', 'TAKEN');
create type "odd mood" as enum ('so-so', 'fine');
create table companies (company_id text primary key, legal_name text not null, vat_rate numeric(5,2));
comment on table companies is 'Whoever pays "us".';
comment on column companies.legal_name is 'As registered.';
create table company_settings (company_id text primary key references companies, theme jsonb);
create table ports (port_code text primary key, name text not null);
create table ships (
  ship_id bigint primary key, company_id text not null references companies, mood "odd mood", logo bytea,
  home_port text references ports, built_on date, gross_tonnage numeric(12,3));
create table voyages (
  voyage_id integer primary key, ship_id bigint not null references ships,
  from_port text not null references ports (port_code), to_port text references ports (port_code),
  departed_at timestamptz not null, "not" boolean, state berth_state not null, updated_at timestamptz);
create table voyage_stops (
  voyage_id integer not null references voyages, line_no smallint not null, port_code text references ports,
  primary key (voyage_id, line_no));
create table "Cargo Lines" (
  voyage_id integer not null, line_no smallint not null, "2nd name" text, "Größe" real, größe real,
  quantity integer not null, unit_price numeric(10,2) not null,
  primary key (voyage_id, line_no), foreign key (voyage_id, line_no) references voyage_stops);
create table crew (crew_id integer primary key, first_name text, captain_id integer references crew);
create table watches (crew_id integer not null references crew, watch_day date not null, primary key (crew_id, watch_day));
create table news (id integer primary key, title text not null);
create table transfers (transfer_id integer primary key, seller_id text not null references companies, buyer_id text not null references companies);
create table readings (sensor_id integer not null, reading real);
create table invoices (invoice_id integer primary key, issued_on date not null, amount numeric(12,2) not null);
create table ops.events (event_id bigint primary key, company_id text not null, body json);
create table query (id integer primary key);
create view free_ships as select * from ships;
create materialized view totals as select company_id, count(*) from ships group by 1;
create table logs (log_id integer not null, day date not null, primary key (log_id, day)) partition by range (day);
create table logs_2026 partition of logs for values from ('2026-01-01') to ('2027-01-01');
`
