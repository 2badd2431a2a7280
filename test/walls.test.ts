import { describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** What each room may import beside itself. DESIGN.md §8, as data: whoever needs a new line here asks for a new wall. */
const downhill: Readonly<Record<string, readonly string[]>> = {
  base: [],
  tenant: ['base'],
  model: ['base'],
  sql: ['model', 'base'],
  warehouses: ['sql', 'model', 'tenant', 'base'],
  engine: ['warehouses', 'sql', 'model', 'tenant', 'base'],
  documents: ['engine', 'warehouses', 'model', 'tenant', 'base'],
  catalog: ['engine', 'warehouses', 'sql', 'model', 'tenant', 'base'],
  destinations: ['base'],
  store: ['tenant', 'base'],
  serve: ['documents', 'engine', 'warehouses', 'catalog', 'model', 'tenant', 'base'],
  sync: ['documents', 'engine', 'warehouses', 'catalog', 'model', 'destinations', 'store', 'tenant', 'base'],
  prove: ['serve', 'documents', 'engine', 'warehouses', 'sql', 'catalog', 'model', 'tenant', 'base'],
  operate: ['sync', 'documents', 'engine', 'catalog', 'model', 'destinations', 'store', 'tenant', 'base'],
  app: [
    'prove',
    'serve',
    'operate',
    'sync',
    'documents',
    'engine',
    'warehouses',
    'sql',
    'catalog',
    'model',
    'destinations',
    'store',
    'tenant',
    'base',
  ],
}

/** Packages that only some rooms may use. */
const packages: readonly { readonly name: RegExp; readonly rooms: readonly string[] }[] = [
  { name: /^(pg|pg-.+|knex)$/, rooms: ['warehouses', 'store'] },
  { name: /^(@apollo\/.+|@as-integrations\/.+|dataloader|fastify|@fastify\/.+)$/, rooms: ['serve'] },
  { name: /^commander$|^cli-progress$|^yaml$/, rooms: ['app'] },
]

const FORBIDDEN_NAMES = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'lib',
  'types',
  'manager',
  'misc',
])
const MAX_LINES = 400

interface Source {
  /** Below the root, with slashes. */
  readonly path: string
  readonly text: string
}

function sources(folder: string, ending = /\.ts$/): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !/(^|[\\/])(dist|node_modules)[\\/]/.test(name))
    .map((name) => join(folder, name))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, path), 'utf8') }))
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g

function importsOf({ text }: Source): string[] {
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

/** `src/serve/http/health.ts` → `serve`; undefined outside `src/`. */
function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1]
}

function targetOf(source: Source, specifier: string): string {
  return relative(root, resolve(root, dirname(source.path), specifier)).replaceAll('\\', '/')
}

/** Everything that is wrong with one file, a sentence each. */
function faultsOf(source: Source): string[] {
  return [...wallFaults(source), ...textFaults(source), ...shapeFaults(source)]
}

function wallFaults(source: Source): string[] {
  const room = roomOf(source.path)
  if (room === undefined) return []
  const allowed = downhill[room]
  if (!allowed) return [`${source.path}: the room "${room}" has no line in the walls`]
  return importsOf(source).flatMap((specifier) => {
    if (!specifier.startsWith('.')) {
      const limited = packages.find(({ name }) => name.test(specifier))
      const fine = !limited || limited.rooms.includes(room)
      return fine
        ? []
        : [`${source.path}: ${specifier} may be imported in ${limited.rooms.join(' and ')} only`]
    }
    const target = targetOf(source, specifier)
    const there = roomOf(target)
    if (there === undefined)
      return target.startsWith('migrations/') && room === 'store'
        ? []
        : [`${source.path}: leaves src/ for ${target}`]
    return there === room || allowed.includes(there)
      ? []
      : [`${source.path}: ${room} may not import ${there} (${target})`]
  })
}

function textFaults({ path, text }: Source): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|(^|[^:'"`])\/\/.*$/gm, '$1')
  const faults: string[] = []
  if (roomOf(path) !== 'app' && /\bprocess\.env\b/.test(code))
    faults.push(`${path}: process.env is for app/ only`)
  if (roomOf(path) && /\bnew (Error|TypeError|RangeError)\(/.test(code)) {
    faults.push(`${path}: throws a plain Error; throw a SluiceError of base/errors.ts`)
  }
  return faults
}

function shapeFaults({ path, text }: Source): string[] {
  const faults: string[] = []
  const lines = text.split('\n').length
  if (lines > MAX_LINES)
    faults.push(`${path}: ${lines} lines; a file of more than ${MAX_LINES} holds two things`)
  for (const part of path.replace(/\.ts$/, '').split('/')) {
    if (FORBIDDEN_NAMES.has(part)) faults.push(`${path}: "${part}" says nothing; name what lives there`)
    if (/[A-Z]/.test(part)) faults.push(`${path}: file names are lower case`)
  }
  return faults
}

/** One cycle of files, as the path that leads back; undefined where there is none. */
function findCycle(files: readonly Source[]): string[] | undefined {
  const edges = new Map(files.map((source) => [source.path, valueImports(source)]))
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const next of edges.get(path) ?? []) {
      const cycle = visit(next, [...trail, path])
      if (cycle) return cycle
    }
    done.add(path)
    return undefined
  }
  for (const path of edges.keys()) {
    const cycle = visit(path, [])
    if (cycle) return cycle
  }
  return undefined
}

/** Types are gone when the code runs, so only what is imported as a value makes a cycle. */
function valueImports(source: Source): string[] {
  const values = source.text.replaceAll(/(^|\n)\s*(import|export) type\b[^'"]*from\s*['"][^'"]+['"]/g, '')
  return importsOf({ ...source, text: values })
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => targetOf(source, specifier))
}

describe('the walls', () => {
  const src = sources('src')
  const web = sources('web')

  test('every import runs downhill, and every package stays in its room', () => {
    expect(src.flatMap(wallFaults)).toEqual([])
  })

  test('the web pages talk to the server like any stranger: nothing of src/ is in them', () => {
    const inside = web.flatMap((source) =>
      importsOf(source)
        .filter((specifier) => specifier.startsWith('.') && !targetOf(source, specifier).startsWith('web/'))
        .map((specifier) => `${source.path}: ${specifier}`),
    )
    expect(inside).toEqual([])
  })

  test('the environment is read in app/ alone, and no plain Error is thrown', () => {
    expect(src.flatMap(textFaults)).toEqual([])
  })

  test('files are small, lower case, and named after what lives there', () => {
    expect([...src, ...web, ...sources('migrations')].flatMap(shapeFaults)).toEqual([])
  })

  test('no file imports itself, however long the way round', () => {
    expect(findCycle(src)).toBeUndefined()
  })

  test('nothing in the project names a path of the machine that it was written on', () => {
    const machine = ['', 'work', ''].join('/')
    const all = [
      ...src,
      ...web,
      ...sources('test'),
      ...sources('.', /^[^/\\]+\.(md|json|yaml)$/),
      ...sources('docs', /\.md$/),
    ]
    expect(all.filter(({ text }) => text.includes(machine)).map(({ path }) => path)).toEqual([])
  })
})

describe('the walls themselves', () => {
  const at = (path: string, text: string): Source => ({ path, text })

  test.each([
    [
      'an uphill import',
      at('src/engine/run.ts', `import { x } from '../serve/index.ts'`),
      'engine may not import serve',
    ],
    [
      'an uphill type',
      at('src/model/m.ts', `import type { S } from '../sql/fragment.ts'`),
      'model may not import sql',
    ],
    [
      'serve in sync',
      at('src/sync/s.ts', `import {\n  a,\n  b,\n} from '../serve/http/a.ts'`),
      'sync may not import serve',
    ],
    [
      'sync in serve',
      at('src/serve/s.ts', `export * from '../sync/run/run.ts'`),
      'serve may not import sync',
    ],
    [
      'a late import',
      at('src/tenant/t.ts', `const a = await import('../store/store.ts')`),
      'tenant may not import store',
    ],
    [
      'a driver',
      at('src/engine/e.ts', `import pg from 'pg'`),
      'pg may be imported in warehouses and store only',
    ],
    ['a query builder', at('src/app/a.ts', `import knex from 'knex'`), 'knex may be imported in'],
    [
      'Apollo',
      at('src/operate/o.ts', `import { ApolloServer } from '@apollo/server'`),
      '@apollo/server may be imported in serve',
    ],
    [
      'dataloader',
      at('src/engine/d.ts', `import DataLoader from 'dataloader'`),
      'dataloader may be imported in serve only',
    ],
    [
      'a way out of src',
      at('src/serve/p.ts', `import { x } from '../../web/home/x.ts'`),
      'leaves src/ for web/home/x.ts',
    ],
    ['a room without walls', at('src/attic/a.ts', ''), 'the room "attic" has no line'],
    [
      'the environment',
      at('src/serve/s.ts', `const port = process.env['PORT']`),
      'process.env is for app/ only',
    ],
    ['a plain Error', at('src/serve/s.ts', `throw new Error('oops')`), 'throws a plain Error'],
    ['a long file', at('src/serve/s.ts', '\n'.repeat(400)), '401 lines'],
    ['a drawer', at('src/serve/utils/s.ts', ''), '"utils" says nothing'],
    ['a camel', at('src/serve/apiSchema.ts', ''), 'file names are lower case'],
  ])('%s is found', (_, source, told) => {
    expect(faultsOf(source).join('\n')).toContain(told)
  })

  test('a cycle is found, and one of types alone is none', () => {
    const a = at('src/base/a.ts', `import { b } from './b.ts'`)
    expect(findCycle([a, at('src/base/b.ts', `import { a } from './a.ts'`)])).toEqual([
      'src/base/a.ts',
      'src/base/b.ts',
      'src/base/a.ts',
    ])
    expect(findCycle([a, at('src/base/b.ts', `import type { A } from './a.ts'`)])).toBeUndefined()
  })

  test('words in comments and strings of addresses are not taken for code', () => {
    const text = `// never process.env, nor new Error()\n/* new Error() */\nexport const url = 'http://a'`
    expect(faultsOf(at('src/serve/s.ts', text))).toEqual([])
  })
})
