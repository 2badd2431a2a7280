import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { aimsTable, median, table } from '../report.ts'
import type { Loading } from './loading.ts'

const MODELS = 200
const RUNS = 5
const MOST_MS = 2_000

/** What it takes to make an API of many models, each time in a new process. */
export async function measureModels(say: (what: string) => void) {
  say(`loading ${MODELS} models`)
  const runs: Loading[] = []
  for (let run = 0; run < RUNS; run++) runs.push(await load())
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

async function load(): Promise<Loading> {
  const child = fork(fileURLToPath(new URL('loading.ts', import.meta.url)), [String(MODELS)])
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`loading ended with ${code}`)
  })
  const [loading] = (await Promise.race([once(child, 'message'), failed])) as [Loading]
  return loading
}
