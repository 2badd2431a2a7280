import type { Table } from './tables.ts'

export const schema = 'marts'

/** The table alone: rows go in faster before there are indexes, and tables may refer to ones that come later. */
export function createTable({ name, comment, columns }: Table): string {
  const lines = Object.entries(columns).map(([column, type]) => `  ${column} ${type}`)
  return [
    `create table ${schema}.${name} (\n${lines.join(',\n')}\n);`,
    `comment on table ${schema}.${name} is '${comment.replaceAll("'", "''")}';`,
  ].join('\n')
}

/** Keys and indexes, when the rows are in. */
export function indexTable({ name, key, indexes }: Table): string {
  const table = `${schema}.${name}`
  return [
    `alter table ${table} add primary key (${key.join(', ')});`,
    ...indexes.map((index) =>
      index.startsWith('unique ')
        ? `alter table ${table} add ${index};`
        : `create index on ${table} ${index};`,
    ),
  ].join('\n')
}

/** Foreign keys, when all keys are there; then statistics, without which the planner guesses. */
export function linkTable({ name, references }: Table): string {
  const table = `${schema}.${name}`
  return [
    ...references.map(
      ({ columns, to, there }) =>
        `alter table ${table} add foreign key (${columns.join(', ')}) references ${schema}.${to} (${there.join(', ')});`,
    ),
    `analyze ${table};`,
  ].join('\n')
}
