// Builds the web pages into web/dist: `node web/build.js`. Nothing is done where nothing has changed.
//
// Two parts, each with a stamp of its own: the query IDE takes seconds (an editor of 10 MB), the rest does not.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, 'dist')

/** `<sluice-dashboard>` is loaded by other people's pages: this is what it may weigh, in bytes of gzip. */
const EMBED_BUDGET = 60_000

const parts = [
  {
    name: 'embed',
    inputs: ['embed'],
    outputs: ['embed.js'],
    config: {
      build: {
        lib: { entry: join(here, 'embed/index.ts'), formats: ['es'], fileName: () => 'embed.js' },
        // A library's white space is kept by default.
        rolldownOptions: { output: { minify: true } },
      },
    },
    check: (folder) => {
      const size = gzipSync(readFileSync(join(folder, 'embed.js'))).length
      if (size > EMBED_BUDGET)
        throw new Error(`embed.js weighs ${size} bytes of gzip; its budget is ${EMBED_BUDGET}.`)
      return `${(size / 1000).toFixed(1)} kB of gzip`
    },
  },
  {
    name: 'home',
    inputs: ['home'],
    outputs: ['index.html', 'assets/home'],
    config: { root: join(here, 'home'), build: { assetsDir: 'assets/home' } },
  },
  {
    name: 'explore',
    inputs: ['explore'],
    outputs: ['explore.html', 'assets/explore'],
    config: {
      root: join(here, 'explore'),
      build: {
        assetsDir: 'assets/explore',
        rolldownOptions: { input: join(here, 'explore/explore.html') },
        // Served from this machine to this machine: smaller isn't worth a second of every fresh start.
        minify: false,
      },
    },
    check: fontsAsFiles,
  },
]

await Promise.all(parts.map(buildIfChanged))

async function buildIfChanged(part) {
  const stamp = stampOf(part)
  const stampFile = join(dist, `.${part.name}.stamp`)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const started = performance.now()
  // Built aside and moved in, so that neither a reader nor a second build ever sees half of it.
  const fresh = join(dist, `.${part.name}.${process.pid}`)
  await bundle(part.config, fresh)
  const told = part.check?.(fresh)
  for (const output of part.outputs) replace(join(fresh, output), join(dist, output))
  rmSync(fresh, { recursive: true })
  writeFileSync(stampFile, stamp)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stderr.write(`Built the web part "${part.name}" in ${seconds} s${told ? ` (${told})` : ''}\n`)
}

async function bundle(config, outDir) {
  const { build } = await import('vite')
  const shared = {
    outDir,
    emptyOutDir: true,
    reportCompressedSize: false,
    target: 'es2024',
    modulePreload: false,
  }
  await build({
    root: here,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    // React and Lit choose their faster half by it.
    define: { 'process.env.NODE_ENV': '"production"' },
    ...config,
    build: { ...shared, ...config.build },
  })
}

/** GraphiQL's style sheets carry fonts as data: addresses, which the page's Content-Security-Policy refuses. */
function fontsAsFiles(folder) {
  const assets = join(folder, 'assets/explore')
  for (const name of readdirSync(assets).filter((name) => name.endsWith('.css'))) {
    const file = join(assets, name)
    const written = readFileSync(file, 'utf8').replaceAll(
      /url\(["']?data:font\/(\w+);base64,([^"')]+)["']?\)/g,
      (_, type, base64) => {
        const font = `${createHash('sha256').update(base64).digest('hex').slice(0, 12)}.${type}`
        writeFileSync(join(assets, font), Buffer.from(base64, 'base64'))
        return `url(./${font})`
      },
    )
    writeFileSync(file, written)
  }
}

function replace(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  const old = `${to}.${process.pid}.old`
  // A file takes another's place at once; a folder can't.
  if (existsSync(to) && statSync(to).isDirectory()) renameSync(to, old)
  renameSync(from, to)
  rmSync(old, { recursive: true, force: true })
}

/** Sources, this file and the locked versions: whatever the output depends on. */
function stampOf({ inputs }) {
  const hash = createHash('sha256')
  const files = inputs.flatMap((folder) =>
    readdirSync(join(here, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const lock = join(here, '../package-lock.json')
  for (const file of [...files.sort(), fileURLToPath(import.meta.url), lock]) {
    hash.update(file.slice(here.length)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}
