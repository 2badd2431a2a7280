import type { GuardStep } from '../../contract.ts'
import { LOCK_TIMEOUT } from './run.ts'

/**
 * Steps as a script for psql that a person reads before it runs: in groups, a reason once with its statements, all in one
 * transaction. What must not be printed stands in it as a variable.
 */
export function scriptText(warehouse: string, steps: readonly GuardStep[]): string {
  const open = steps.some(({ secrets }) => secrets !== undefined)
  const head = [
    `-- Warehouse "${warehouse}": what keeps its tenants apart. Nothing of this has been run.`,
    `-- As the owner of the tables: psql "$OWNER" -v ON_ERROR_STOP=1${open ? ' -f keys.sql' : ''} -f guard.sql`,
    ...(open ? ['-- keys.sql is what `sluice guard --keys` prints: the values of the variables below.'] : []),
  ]
  const groups = [...Map.groupBy(steps, ({ group }) => group)].map(([group, some]) => groupText(group, some))
  return [
    ...head,
    '',
    'begin;',
    `set local lock_timeout = '${LOCK_TIMEOUT}';`,
    '',
    ...groups,
    'commit;',
  ].join('\n')
}

/** What stands on another reason's statements comes after it, for every table. */
function groupText(group: string, steps: readonly GuardStep[]): string {
  const reasons = [...Map.groupBy(steps, ({ why }) => why)].map(([why, alike]) => {
    const statements = alike.map(({ sql }) => sql.replace(/;?\s*$/, ';'))
    return `-- ${why}\n${statements.join('\n')}\n`
  })
  return [`-- ==== ${group}`, '', ...reasons].join('\n')
}

/** The values of its variables, as psql reads them from a file. */
export function keysText(warehouse: string, steps: readonly GuardStep[]): string {
  const values: Readonly<Record<string, string>> = Object.assign(
    {},
    ...steps.map(({ secrets }) => secrets ?? {}),
  )
  const lines = Object.entries(values).map(
    ([name, value]) => `\\set ${name} '${value.replaceAll(/['\\]/g, String.raw`\$&`)}'`,
  )
  const what =
    lines.length === 0 ? 'nothing is left open' : 'SECRET: remove this file when the script has run'
  return [`-- Warehouse "${warehouse}": ${what}.`, ...lines].join('\n')
}
