import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { loadModels } from '../src/model/load/load.ts'
import { benchModels } from './capture.ts'
import { makeDataset } from './dataset.ts'
import { openGround, type Ground } from './ground.ts'
import { readOptions, type Options } from './options.ts'
import { measureServing } from './serve.ts'
import { measureSync, syncTable } from './sync.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const say = (what: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`)

const options = readOptions(process.argv.slice(2))
const ground = await openGround(here('.sluice'), say)
try {
  if (options.only !== 'sync') await serving(ground, options)
  if (options.only !== 'serve') await syncing(ground, options)
} finally {
  await ground.stop()
}

async function serving(ground: Ground, options: Options): Promise<void> {
  if (!existsSync(here('rivals/node_modules/postgraphile'))) {
    say('installing the rivals')
    const stdio = ['ignore', 'ignore', 'inherit'] as const
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here('rivals'), stdio: [...stdio] })
  }
  const env = await ground.warehouse(`bench_${options.rows}_${options.tenants}`)
  await makeDataset(env['BENCH_OWNER']!, { orders: options.rows, tenants: options.tenants }, say)
  await ground.guard(env, benchModels())
  const { text, ...figures } = await measureServing(options, { ...ground, env })
  keep(`serve-${options.rows}-${options.tenants}`, text, figures)
}

async function syncing(ground: Ground, options: Options): Promise<void> {
  const env = await ground.warehouse('bench_sync')
  const file = 'syncing/schema/contact.graphql'
  const { models } = loadModels(new Map([[file, readFileSync(here(file), 'utf8')]]))
  const measures = []
  for (const records of options.records) {
    const around = { env, say, guard: () => ground.guard(env, models), freshStore: () => ground.freshStore() }
    measures.push(...(await measureSync(records, around)))
  }
  keep(`sync-${options.records.join('-')}`, syncTable(measures), { measures })
}

/** On the screen, and in results/: as a table and as JSON with what it was measured on. */
function keep(name: string, text: string, figures: object): void {
  const cpu = `${cpus().length} × ${cpus()[0]?.model}`
  const facts = { at: new Date().toISOString(), node: process.version, cpu, options }
  mkdirSync(here('results'), { recursive: true })
  writeFileSync(here(`results/${name}.json`), `${JSON.stringify({ facts, ...figures }, null, 2)}\n`)
  writeFileSync(here(`results/${name}.md`), `${facts.at}, Node ${facts.node}, ${cpu}\n\n${text}`)
  process.stdout.write(`${text}\n`)
}
