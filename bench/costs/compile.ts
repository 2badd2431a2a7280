import { aimsTable, median, table } from '../report.ts'
import { runsOf } from './anew.ts'
import type { Compilation } from './compiling.ts'

const MOST_MS = 5

/**
 * What a document costs that nobody has asked before: parsed, validated, planned, rendered to SQL. Each run is a process
 * of its own and compiles every document once, then again; what comes first finds Node's compiler cold as well.
 */
export async function measureCompile(say: (what: string) => void) {
  say('compiling documents')
  const runs = await runsOf<readonly Compilation[]>('compiling.ts')
  const names = runs[0]!.map(({ name }) => name)
  const documents = names.map((name, i) => ({
    name,
    first: median(runs.map((run) => run[i]!.first)),
    validated: median(runs.map((run) => run[i]!.validated)),
    again: median(runs.map((run) => run[i]!.again)),
    sql: runs[0]![i]!.sql,
  }))
  const figure = median(documents.map(({ first }) => first))
  const aim = {
    what: 'compile time of a cold query, median of the documents',
    figure: `${figure.toFixed(2)} ms`,
    wanted: `under ${MOST_MS} ms`,
    met: figure < MOST_MS,
  }
  const body = documents.map(({ name, first, validated, again, sql }) => [
    name,
    first.toFixed(2),
    validated.toFixed(2),
    again.toFixed(2),
    String(sql),
  ])
  const all = table(
    ['document', 'first, ms', 'of it parsed and validated, ms', 'again, ms', 'SQL, characters'],
    body,
  )
  return { text: `${aimsTable([aim])}\n\n${all}\n`, aims: [aim], documents }
}
