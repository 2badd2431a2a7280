import type { ClientBase } from 'pg'
import type { Unprovable } from '../blueprint.ts'

/** One object of the clone: made by its statements together, or not at all. */
export interface Step {
  /** What lacks where it can't be made: `table "marts"."orders"`. */
  readonly what: string
  readonly sql: readonly string[]
  /** Whether a proof can do without it, so that nobody needs to be told. */
  readonly optional?: true
}

/**
 * Makes everything, in whatever order it takes: what PostgreSQL refuses is tried again when other things are there, until
 * a round makes nothing more. @returns what is left, with the server's reason
 */
export async function makeAll(client: ClientBase, steps: readonly Step[]): Promise<readonly Unprovable[]> {
  let left = steps
  for (;;) {
    const refused: { step: Step; why: string }[] = []
    for (const step of left) {
      const why = await tried(client, step.sql)
      if (why !== undefined) refused.push({ step, why })
    }
    if (refused.length === left.length) {
      return refused
        .filter(({ step }) => step.optional === undefined)
        .map(({ step, why }) => ({ what: step.what, why }))
    }
    left = refused.map(({ step }) => step)
  }
}

/** Within a savepoint. @returns the server's reason where it refuses */
export async function tried(client: ClientBase, sql: readonly string[]): Promise<string | undefined> {
  await client.query('savepoint step')
  try {
    for (const statement of sql) await client.query(statement)
    await client.query('release savepoint step')
    return undefined
  } catch (error) {
    await client.query('rollback to savepoint step')
    return error instanceof Error ? error.message : 'it was refused'
  }
}
