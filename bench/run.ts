import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { loadModels } from '../src/model/load/load.ts'
import { measureCompile } from './costs/compile.ts'
import { measureExport } from './costs/export.ts'
import { measureGuard } from './costs/guard.ts'
import { measureModels } from './costs/models.ts'
import { measureTenants } from './costs/tenants.ts'
import { makeDataset } from './dataset.ts'
import { measureFairness } from './fairness/fairness.ts'
import { ask, openGround, type Ground } from './ground.ts'
import { readOptions, type Options, type Part } from './options.ts'
import { benchModels } from './serving/capture.ts'
import { measureServing } from './serving/serve.ts'
import { measureSync, syncTable } from './syncing/sync.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const say = (what: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`)

/** What a part found: as Markdown, and as figures; kept under a name. */
interface Found {
  readonly name: string
  readonly text: string
}

const measured: Record<Part, (ground: Ground, options: Options) => Promise<Found>> = {
  serve: serving,
  sync: syncing,
  compile: async () => ({ name: 'compile', ...(await measureCompile(say)) }),
  tenants: async (ground, options) => ({
    name: `tenants-${options.crowd}`,
    ...(await measureTenants(options, ground)),
  }),
  models: async () => ({ name: 'models', ...(await measureModels(say)) }),
  export: async (ground, options) => ({
    name: `export-${options.exported}`,
    ...(await measureExport(options, ground)),
  }),
  guard: async (ground, options) => ({ name: 'guard', ...(await measureGuard(options, ground)) }),
  fairness: async (ground, options) => ({ name: 'fairness', ...(await measureFairness(options, ground)) }),
}

const options = readOptions(process.argv.slice(2))
const ground = await openGround(here('.sluice'), say)
try {
  for (const part of options.only) keep(await measured[part](ground, options))
} finally {
  await ground.stop()
}

async function serving(ground: Ground, options: Options) {
  installRivals()
  const env = await ground.warehouse(`bench_${options.rows}_${options.tenants}`)
  await makeDataset(env['BENCH_OWNER']!, { orders: options.rows, tenants: options.tenants }, say)
  await ask(env['BENCH_OWNER']!, readFileSync(here('rivals/functions.sql'), 'utf8'))
  await ground.guard(env, benchModels())
  const found = await measureServing(options, { ...ground, env })
  return { name: `serve-${options.rows}-${options.tenants}`, ...found }
}

/**
 * Without install scripts: Cube's fetch binaries from elsewhere, which its GraphQL does without. As the lock has it, but not
 * by `ci`: that refuses drizzle-cube's optional DuckDB, since some platforms' packages of it aren't on the registry.
 */
function installRivals(): void {
  if (existsSync(here('rivals/node_modules/drizzle-cube'))) return
  say('installing the rivals')
  const command = ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund']
  execFileSync('npm', command, { cwd: here('rivals'), stdio: ['ignore', 'ignore', 'inherit'] })
}

async function syncing(ground: Ground, options: Options) {
  const env = await ground.warehouse('bench_sync')
  const file = 'syncing/project/schema/contact.graphql'
  const { models } = loadModels(new Map([[file, readFileSync(here(file), 'utf8')]]))
  const measures = []
  for (const records of options.records) {
    const around = { env, say, guard: () => ground.guard(env, models), freshStore: () => ground.freshStore() }
    measures.push(...(await measureSync(records, around)))
  }
  return { name: `sync-${options.records.join('-')}`, text: syncTable(measures), measures }
}

/** On the screen, and in results/: as a table and as JSON with what it was measured on. */
function keep({ name, text, ...figures }: Found): void {
  const memory = Math.round(totalmem() / 2 ** 30)
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${memory} GB`
  const facts = {
    at: new Date().toISOString(),
    node: process.version,
    machine,
    versions: versions(),
    options,
  }
  mkdirSync(here('results'), { recursive: true })
  writeFileSync(here(`results/${name}.json`), `${JSON.stringify({ facts, ...figures }, null, 2)}\n`)
  const told = Object.entries(facts.versions).map(([of, version]) => `${of} ${version}`)
  const head = `${facts.at}, ${machine}, Node ${facts.node}\n\n${told.join(', ')}`
  writeFileSync(here(`results/${name}.md`), `${head}\n\n${text}`)
  process.stdout.write(`${text}\n`)
}

/** Of what was measured, as it is installed. */
function versions(): Readonly<Record<string, string>> {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', cwd: here('.') })
  const from = (packages: string, names: readonly string[]) =>
    names.flatMap((name) => {
      const file = here(`${packages}/node_modules/${name}/package.json`)
      if (!existsSync(file)) return []
      return [[name, (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version] as const]
    })
  return {
    sluice: commit.trim(),
    postgres: ground.version,
    ...Object.fromEntries([
      ...from('..', ['pg', '@apollo/server', 'knex', 'fastify']),
      ...from('rivals', ['postgraphile', 'drizzle-cube', '@cubejs-backend/server']),
    ]),
  }
}
