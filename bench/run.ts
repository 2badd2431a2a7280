import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { silentLog } from '../src/base/log.ts'
import { startEmbedded } from '../src/warehouses/postgres/embedded/index.ts'
import { openPostgres, roleUrl } from '../src/warehouses/postgres/index.ts'
import { benchModels } from './capture.ts'
import { makeDataset } from './dataset.ts'
import { readOptions } from './options.ts'
import { measureServing } from './serve.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const say = (what: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`)

const options = readOptions(process.argv.slice(2))
if (!existsSync(here('rivals/node_modules/postgraphile'))) {
  say('installing the rivals')
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: here('rivals'),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

const folder = here('.sluice')
mkdirSync(folder, { recursive: true })
const embedded = await startEmbedded({ dir: folder, log: silentLog, progress: say, durable: false })
try {
  const owner = await embedded.ensureDatabase(`bench_${options.rows}_${options.tenants}`)
  const store = await embedded.ensureDatabase('store')
  const secret = 'a secret that only the bench uses, 32 letters'
  const role = (name: string) => roleUrl(owner, { name, password: secret.replaceAll(/\W/g, '') })
  await makeDataset(owner, { orders: options.rows, tenants: options.tenants }, say)
  await guard(owner, role('bench_serve'), role('bench_operator'))
  const env = {
    BENCH_URL: role('bench_serve'),
    BENCH_OPERATOR: role('bench_operator'),
    BENCH_OWNER: owner,
    BENCH_STORE: store,
    BENCH_SECRET: secret,
  }
  const postmaster = Number(readFileSync(findPostmaster(folder), 'utf8').split('\n')[0])
  const serving = await measureServing(options, { env, postmaster, folder, say })
  const facts = {
    at: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model,
    cpus: cpus().length,
    options,
  }
  mkdirSync(here('results'), { recursive: true })
  const { text, ...figures } = serving
  const name = `serve-${options.rows}-${options.tenants}`
  writeFileSync(here(`results/${name}.json`), `${JSON.stringify({ facts, ...figures }, null, 2)}\n`)
  writeFileSync(here(`results/${name}.md`), `${JSON.stringify(facts)}\n\n${text}`)
  process.stdout.write(text)
} finally {
  await embedded.stop()
}

/** The same wall for all of them: the policies that Sluice makes, and roles that they bind. */
async function guard(owner: string, url: string, operator: string): Promise<void> {
  const warehouse = openPostgres({
    name: 'default',
    url,
    operatorUrl: operator,
    ownerUrl: owner,
    log: silentLog,
    statementTimeoutMs: 60_000,
  })
  try {
    await warehouse.guard.apply(benchModels())
  } finally {
    await warehouse.close()
  }
}

function findPostmaster(dir: string): string {
  const found = execFileSync('find', [dir, '-name', 'postmaster.pid'], { encoding: 'utf8' })
    .trim()
    .split('\n')[0]
  if (!found) throw new Error(`No postmaster.pid below ${dir}`)
  return found
}
