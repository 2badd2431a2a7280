import { describe, expect, test } from '@jest/globals'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parse, validate, type GraphQLSchema } from 'graphql'
import { commands } from '../../src/app/commands/index.ts'
import { apiSchema, syncSchema } from '../../src/documents/index.ts'
import { loadModels, readSchemaFolder } from '../../src/model/index.ts'

const root = resolve(import.meta.dirname, '../..')
const SEARCHED = ['src', 'web', 'bench', 'docs', 'test']

function pages(): string[] {
  const inside = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !/(^|[\\/])(node_modules|\.sluice)[\\/]/.test(name))
      .map((name) => join(folder, name))
  const top = readdirSync(root).filter((name) => name.endsWith('.md'))
  return [...top, ...SEARCHED.flatMap(inside)]
}

const textOf = (page: string) => readFileSync(join(root, page), 'utf8')

/** Text outside of code, where links and headings are. */
function prose(text: string): string {
  return text
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ' '))
}

function linksOf(text: string): string[] {
  return [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
}

/** What a heading is called in an address. */
function anchorsOf(text: string): string[] {
  return [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  )
}

function brokenLinks(page: string, text: string): string[] {
  return linksOf(text).filter((link) => {
    if (/^[a-z]+:/.test(link)) return false
    const [path = '', anchor] = link.split('#', 2)
    const target = path === '' ? page : join(dirname(page), path)
    if (!existsSync(join(root, target))) return true
    return anchor !== undefined && !anchorsOf(target === page ? text : textOf(target)).includes(anchor)
  })
}

/** The code blocks of a language, in order. */
function blocks(page: string, language: string): string[] {
  return [...textOf(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, code = '']) => code,
  )
}

function faultsOf(schema: GraphQLSchema, code: string | undefined): string[] {
  return validate(schema, parse(code ?? '')).map(({ message }) => message)
}

describe('the docs', () => {
  test('every link leads somewhere', () => {
    const found = pages().map((page) => [page, brokenLinks(page, textOf(page))] as const)
    expect(found.length).toBeGreaterThan(15)
    expect(found.filter(([, broken]) => broken.length > 0)).toEqual([])
  })

  test('a link that leads nowhere is found, in another page and within a page', () => {
    const text = '# One heading\n[a](missing.md) [b](#no-heading) [c](#one-heading) [d](LICENSE)'
    expect(brokenLinks('README.md', text)).toEqual(['missing.md', '#no-heading'])
  })

  test('every decision has what it was about, what was decided and what follows', () => {
    const decisions = pages().filter((page) => /decisions[\\/]\d{4}-/.test(page))
    expect(decisions.length).toBeGreaterThanOrEqual(9)
    for (const page of decisions) {
      for (const part of ['Context', 'Decision', 'Consequences'])
        expect(textOf(page)).toContain(`**${part}.**`)
    }
  })

  test('every decision is named in the architecture', () => {
    const decisions = pages().filter((page) => /decisions[\\/]\d{4}-/.test(page))
    const named = new Set(linksOf(textOf('docs/architecture.md')).map((link) => join('docs', link)))
    expect(decisions.filter((page) => !named.has(page))).toEqual([])
  })
})

const { models } = loadModels(await readSchemaFolder(join(root, 'schema'), 'schema'))

describe('the README', () => {
  const [query, sync] = blocks('README.md', 'graphql')

  test('shows a query that the demo answers, for any role', () => {
    expect(faultsOf(apiSchema(models, []), query)).toEqual([])
  })

  test('shows a sync that the demo would run', () => {
    expect(sync).toContain('@sync(')
    expect(faultsOf(syncSchema(models), sync)).toEqual([])
  })

  test('shows a query whose faults would be told', () => {
    expect(faultsOf(apiSchema(models, []), query?.replace('revenue', 'revenues'))).not.toEqual([])
  })

  test('names every command, and every word that one has below it', () => {
    const table = textOf('README.md').split('\n## Commands\n')[1]?.split('\n## ')[0] ?? ''
    const told = [...table.matchAll(/`([a-z]+) ?([^`]*)`/g)].map(
      ([, name, rest = '']) => [name, rest] as const,
    )
    for (const { name, commands: below = [] } of commands) {
      const rest = told.find(([known]) => known === name)?.[1]
      expect([name, rest]).toEqual([name, expect.any(String)])
      expect([name, ...below.map((one) => one.name).filter((one) => !rest?.includes(one))]).toEqual([name])
    }
  })

  test('shows a picture of less than 150 kB', () => {
    expect(readFileSync(join(root, 'docs/pictures/home.png')).byteLength).toBeLessThan(150_000)
  })
})
