import { ask } from '../ground.ts'

/** Makes `count` contacts of ten tenants, as the tables' owner. */
export async function makeContacts(url: string, count: number): Promise<void> {
  await ask(
    url,
    `drop schema if exists bench cascade;
     create schema bench;
     create table bench.shops (tenant_id text primary key);
     insert into bench.shops select 't' || n from generate_series(0, 9) n;
     create table bench.contacts (contact_id text primary key, tenant_id text not null, name text not null,
       email text not null, plan text not null, city text not null, score int not null, revenue numeric(12,2) not null,
       updated_at timestamptz not null);
     insert into bench.contacts
     select 'contact-' || lpad(n::text, 9, '0'), 't' || n % 10, 'Somebody Number ' || n, 'somebody.' || n || '@example.com',
       (array['FREE', 'TEAM', 'PRO'])[1 + n % 3], (array['Paris', 'Osaka', 'Lima', 'Lagos'])[1 + n % 4], n % 101,
       n * 7 % 1000000 / 100.0, timestamptz '2026-01-01' + interval '1 second' * n
     from generate_series(1, ${count}) n;
     create index on bench.contacts (tenant_id);
     analyze bench.contacts;`,
  )
}

/** Changes one record in a hundred. */
export async function changeSome(url: string): Promise<void> {
  await ask(
    url,
    `update bench.contacts set score = score + 1000, updated_at = updated_at + interval '1 day' where right(contact_id, 2) = '42'`,
  )
}
