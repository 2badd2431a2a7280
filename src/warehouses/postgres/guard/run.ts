import type { ClientBase } from 'pg'
import { SluiceError } from '../../../base/errors.ts'
import type { GuardStep } from '../../contract.ts'
import { filled, stepsOf, type Gap } from './gap.ts'

/** How long a statement waits for a table that is in use: whoever comes after waits behind it. */
export const LOCK_TIMEOUT = '5s'

/** New tables come with what `alter default privileges` grants on them: a second look takes that away again. */
const MOST_ROUNDS = 3

/** In one transaction: either all of it holds or nothing has changed. `look` tells what is missing, and changes nothing. */
export async function applyAll(
  client: ClientBase,
  warehouse: string,
  look: (round: number) => Promise<readonly Gap[]>,
): Promise<readonly GuardStep[]> {
  const done: GuardStep[] = []
  await client.query('begin transaction read write')
  try {
    await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`)
    // Two at once would make the same things, and one of them would fail.
    await client.query(`select pg_advisory_xact_lock(hashtext('sluice_guard'))`)
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const steps = (await looked(client, () => look(round))).flatMap(stepsOf)
      if (steps.length === 0) break
      for (const step of steps) await run(client, warehouse, step)
      done.push(...steps)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
  return done
}

async function looked(client: ClientBase, look: () => Promise<readonly Gap[]>): Promise<readonly Gap[]> {
  await client.query('savepoint looked')
  const gaps = await look()
  await client.query('rollback to savepoint looked')
  return gaps
}

async function run(client: ClientBase, warehouse: string, step: GuardStep): Promise<void> {
  try {
    await client.query(filled(step))
  } catch (error) {
    throw refused(step, error, warehouse)
  }
}

/** The statement as it is printed: what it must not tell is no part of it. */
function refused({ sql }: GuardStep, cause: unknown, warehouse: string): SluiceError {
  const where = `Warehouse "${warehouse}", at \`${sql.split('\n')[0]}\``
  const unchanged = 'nothing has been changed'
  const state = (cause as { code?: unknown }).code
  if (state === '55P03') {
    return new SluiceError('UNAVAILABLE', {
      what: `Somebody has used the table for ${LOCK_TIMEOUT} on end, so ${unchanged}`,
      where,
      cure: 'Run `sluice guard --apply` again when loads and long queries are through',
      cause,
    })
  }
  if (state === '42501') {
    return new SluiceError('UNGUARDED', {
      what: `The owner may not do this, so ${unchanged}`,
      where,
      expected: 'an owner of every table that a model reads, who may create roles and schemas',
      cure: `Set warehouses.${warehouse}.owner to such a role, or let an administrator run what \`sluice guard\` prints`,
      cause,
    })
  }
  const told = cause instanceof Error ? cause.message : String(cause)
  return new SluiceError('UNGUARDED', {
    what: `PostgreSQL refuses: ${told}; ${unchanged}`,
    where,
    cure: 'Mend what it says, and run `sluice guard --apply` again',
    cause,
  })
}
