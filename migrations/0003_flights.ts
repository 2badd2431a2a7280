import type { Knex } from 'knex'

/**
 * A flight names its records itself, so that a run's changes need not outlive the server: written without WAL, they
 * cost half. Room on the ledger's pages lets a record be updated in place, without a new entry in its index.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table sluice.flights add column removes boolean, add column keys text[];
    update sluice.flights f set (removes, keys) =
      (select coalesce(bool_or(c.kind = 'remove'), false), coalesce(array_agg(c.key), '{}')
       from sluice.changes c where c.run = f.run and c.seq = any(f.seqs));
    alter table sluice.flights drop column seqs, alter column removes set not null, alter column keys set not null,
      alter column keys set storage external;
    alter table sluice.changes set unlogged;
    alter table sluice.ledger set (fillfactor = 85)`)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table sluice.ledger reset (fillfactor);
    alter table sluice.changes set logged;
    alter table sluice.flights add column seqs integer[];
    update sluice.flights f set seqs =
      (select coalesce(array_agg(c.seq), '{}') from sluice.changes c where c.run = f.run and c.key = any(f.keys));
    alter table sluice.flights drop column removes, drop column keys, alter column seqs set not null`)
}
