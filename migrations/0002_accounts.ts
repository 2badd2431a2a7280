import type { Knex } from 'knex'

/** Which account a lane's ledger speaks of, and what its guards stopped and nobody has approved yet. */
export async function up(knex: Knex): Promise<void> {
  // Null for a ledger from before: it is of the account that the next run finds.
  await knex.raw('alter table sluice.leases add column account text')
  await knex.raw(withheld)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table sluice.withheld')
  await knex.raw('alter table sluice.leases drop column account')
}

const withheld = `
create table sluice.withheld (
  sync   text collate "C" not null,
  tenant text collate "C" not null,
  key    text collate "C" not null,
  kind   text not null check (kind in ('update', 'remove')),
  guard  text not null,
  run    bigint not null,
  primary key (sync, tenant, key, kind)
)`
