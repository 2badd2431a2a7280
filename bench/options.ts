import { parseArgs } from 'node:util'

/** What `npm run bench -- …` takes. */
export interface Options {
  readonly rows: number
  readonly tenants: number
  readonly rounds: number
  /** Seconds of one measurement. */
  readonly seconds: number
  /** Requests at once. */
  readonly connections: number
  /** Connections to PostgreSQL of each contestant. */
  readonly pool: number
  /** Sizes of the sync that are measured, one after the other. */
  readonly records: readonly number[]
  readonly only: 'serve' | 'sync' | undefined
}

export function readOptions(argv: readonly string[]): Options {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean' },
      rows: text,
      tenants: text,
      rounds: text,
      seconds: text,
      connections: text,
      pool: text,
      records: text,
      only: text,
    },
  })
  const usual = values.quick
    ? { rows: 200_000, tenants: 100, rounds: 1, seconds: 2, records: [20_000] }
    : { rows: 5_000_000, tenants: 1_000, rounds: 5, seconds: 5, records: [100_000, 1_000_000] }
  const number = (given: string | undefined, otherwise: number) =>
    given === undefined ? otherwise : Number(given)
  return {
    rows: number(values.rows, usual.rows),
    tenants: number(values.tenants, usual.tenants),
    rounds: number(values.rounds, usual.rounds),
    seconds: number(values.seconds, usual.seconds),
    connections: number(values.connections, 16),
    pool: number(values.pool, 4),
    records: values.records?.split(',').map(Number) ?? usual.records,
    only: values.only === 'serve' || values.only === 'sync' ? values.only : undefined,
  }
}
