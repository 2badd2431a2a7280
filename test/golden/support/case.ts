import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** A golden: a folder with a request, and what is known of its answer. */
export interface Case {
  readonly chapter: string
  readonly name: string
  readonly dir: string
  /** A sentence of behaviour. */
  readonly title: string
  readonly request: string
  readonly roles: readonly string[]
  readonly claims: Readonly<Record<string, unknown>>
  readonly variables: Readonly<Record<string, unknown>>
  readonly now: Date
  /** How many statements a request (with `pages`: each page) sends. */
  readonly statements: number
  /** The connection at this path is read page by page, `$cursor` being where the last one ended; so many for each tenant. */
  readonly pages?: { readonly path: string; readonly counts: readonly number[] }
  /** Why the two tenants may have equal rows. Without it they must not. */
  readonly alike?: string
  /** The message that is expected instead of an answer. */
  readonly error?: string
  /** Hand-written SQL that must give the same rows. */
  readonly check?: string
}

/** Half past the last hour of the story: 12:00 in Paris on the 15th of July 2026. */
const NOW = '2026-07-15T10:00:00Z'

const known = new Set(['title', 'statements', 'roles', 'claims', 'variables', 'now', 'pages', 'alike'])

/** Every case of every chapter, in the order of their names. */
export function allCases(): readonly Case[] {
  const folders = (dir: string) =>
    readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort()
  return folders(root)
    .filter((chapter) => chapter !== 'fixture' && chapter !== 'support')
    .flatMap((chapter) => folders(join(root, chapter)).map((name) => readCase(chapter, name)))
}

function readCase(chapter: string, name: string): Case {
  const dir = join(root, chapter, name)
  const request = readFileSync(join(dir, 'request.graphql'), 'utf8')
  const said = comments(request)
  for (const word of said.keys())
    if (!known.has(word)) throw new Error(`${chapter}/${name}: nobody knows "# ${word}:"`)
  const need = (word: string) => {
    const found = said.get(word)
    if (!found) throw new Error(`${chapter}/${name}: "# ${word}: …" is missing`)
    return found
  }
  const [path, ...counts] = (said.get('pages') ?? '').split(' ')
  const error = contents(dir, 'error.txt')?.trim()
  const check = contents(dir, 'check.sql')
  if ((error === undefined) === (check === undefined))
    throw new Error(`${chapter}/${name}: a case has either check.sql or error.txt`)
  return {
    chapter,
    name,
    dir,
    request,
    title: need('title'),
    // What is refused is mostly refused before anything is sent.
    statements: Number(error === undefined ? need('statements') : (said.get('statements') ?? 0)),
    roles: said.get('roles')?.split(/[, ]+/) ?? [],
    claims: JSON.parse(said.get('claims') ?? '{}') as Record<string, unknown>,
    variables: JSON.parse(said.get('variables') ?? '{}') as Record<string, unknown>,
    now: new Date(said.get('now') ?? NOW),
    ...(path && { pages: { path, counts: counts.map(Number) } }),
    ...(said.has('alike') && { alike: need('alike') }),
    ...(error !== undefined && { error }),
    ...(check !== undefined && { check }),
  }
}

/** `# word: text` at the head of a request. */
function comments(request: string): Map<string, string> {
  return new Map(
    [...request.matchAll(/^# (\w+): (.*)$/gm)].map(([, word = '', text = '']) => [word, text.trim()]),
  )
}

function contents(dir: string, file: string): string | undefined {
  const path = join(dir, file)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
