import { aimsTable, median, table } from '../report.ts'
import { runsOf } from './anew.ts'
import type { Loading } from './loading.ts'

const MODELS = 200
const MOST_MS = 2_000

/** What it takes to make an API of many models, each time in a new process. */
export async function measureModels(say: (what: string) => void) {
  say(`loading ${MODELS} models`)
  const runs = await runsOf<Loading>('loading.ts', [String(MODELS)])
  const of = (read: (run: Loading) => number) => median(runs.map(read))
  const total = of(({ models, schema }) => models + schema)
  const aim = {
    what: `${MODELS} models, from SDL to the API schema`,
    figure: `${(total / 1000).toFixed(2)} s`,
    wanted: `under ${MOST_MS / 1000} s`,
    met: total < MOST_MS,
  }
  const body = [
    ['SDL to models', of(({ models }) => models).toFixed(0)],
    ['models to API schema', of(({ schema }) => schema).toFixed(0)],
    ['(validation of that schema, which the first query waits for)', of(({ valid }) => valid).toFixed(0)],
  ]
  const { types, fields } = runs[0]!
  const size = `${types} types with ${fields} fields in the API schema.`
  return { text: `${aimsTable([aim])}\n\n${table(['step', 'ms'], body)}\n\n${size}\n`, aims: [aim], runs }
}
