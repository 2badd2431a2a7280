import { parseArgs } from 'node:util'

export const parts = ['serve', 'sync', 'compile', 'tenants', 'models', 'export', 'fairness', 'guard'] as const
export type Part = (typeof parts)[number]

/** What `npm run bench -- …` takes. */
export interface Options {
  /** What is measured. */
  readonly only: readonly Part[]
  readonly rows: number
  readonly tenants: number
  readonly rounds: number
  /** Seconds of one measurement. */
  readonly seconds: number
  /** Requests at once: each load is measured. */
  readonly connections: readonly number[]
  /** Connections to PostgreSQL of each contestant. */
  readonly pool: number
  /** Sizes of the sync that are measured, one after the other. */
  readonly records: readonly number[]
  /** Rows of the table that is exported. */
  readonly exported: number
  /** Tenants that are served in turn to see what one more costs. */
  readonly crowd: number
  /** Rounds of two measurements each, and seconds of one, in which a noisy tenant is beside a quiet one. */
  readonly fairRounds: number
  readonly fairSeconds: number
}

const usual = {
  rows: 5_000_000,
  tenants: 1_000,
  rounds: 3,
  seconds: 2.5,
  records: [100_000, 1_000_000],
  exported: 5_000_000,
  crowd: 10_000,
  fairRounds: 10,
  fairSeconds: 8,
}

const quick: typeof usual = {
  rows: 200_000,
  tenants: 100,
  rounds: 1,
  seconds: 0.5,
  records: [20_000],
  exported: 100_000,
  crowd: 500,
  fairRounds: 3,
  fairSeconds: 8,
}

/** @throws where a part is asked for that isn't there */
export function readOptions(argv: readonly string[]): Options {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean' },
      only: text,
      rows: text,
      tenants: text,
      rounds: text,
      seconds: text,
      connections: text,
      pool: text,
      records: text,
      exported: text,
      crowd: text,
    },
  })
  const size = values.quick ? quick : usual
  const list = (given: string | undefined, otherwise: readonly number[]) =>
    given?.split(',').map(Number) ?? otherwise
  return {
    only: values.only?.split(',').map(part) ?? parts,
    rows: Number(values.rows ?? size.rows),
    tenants: Number(values.tenants ?? size.tenants),
    rounds: Number(values.rounds ?? size.rounds),
    seconds: Number(values.seconds ?? size.seconds),
    connections: list(values.connections, [1, 16, 64]),
    pool: Number(values.pool ?? 4),
    records: list(values.records, size.records),
    exported: Number(values.exported ?? size.exported),
    crowd: Number(values.crowd ?? size.crowd),
    fairRounds: size.fairRounds,
    fairSeconds: size.fairSeconds,
  }
}

function part(name: string): Part {
  const found = parts.find((part) => part === name)
  if (!found) throw new Error(`There is no part "${name}" of the bench: it has ${parts.join(', ')}`)
  return found
}
