import type { Knex } from 'knex'

/**
 * The audit log becomes a chain: each entry is signed together with the signature of the one before it. Numbers are
 * given by whoever writes, under a lock, since an identity leaves gaps behind that could as well be removed entries.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table sluice.audit
      alter column id drop identity,
      add column prev bytea,
      add column mac bytea,
      add constraint audit_signed check ((prev is null) = (mac is null))`)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table sluice.audit
      drop constraint audit_signed,
      drop column prev,
      drop column mac,
      alter column id add generated always as identity`)
  await knex.raw(
    `select setval(pg_get_serial_sequence('sluice.audit', 'id'), (select coalesce(max(id), 0) + 1 from sluice.audit), false)`,
  )
}
