import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { prove } from '../../src/app/commands/prove.ts'
import { walls } from '../../src/app/proof.ts'
import { attacks } from '../../src/prove/attacks/index.ts'
import { oracles } from '../../src/prove/oracles/index.ts'
import { pretexts } from '../../src/prove/storage/pretexts.ts'

const page = readFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/prove.md'), 'utf8')

/** The rows below a table's heading. */
function tableOf(heading: string): string[] {
  const [, body = ''] = page.split(`\n| ${heading} |`)
  return body.split('\n').slice(
    2,
    body.split('\n').findIndex((line, i) => i > 1 && !line.startsWith('|')),
  )
}

describe('The page about sluice prove', () => {
  test.each([
    ['attack | what', attacks],
    ['pretext | what', pretexts],
    ['oracle | what must hold', oracles],
  ])('tells every %s as the list has it, and no other', (heading, list) => {
    const rows = list.map(({ name, about }) => `| ${name} | ${about} |`)
    expect(tableOf(heading)).toEqual(rows)
  })

  test('names the walls as the report does', () => {
    const told = [...page.matchAll(/^\| `((?:LEAK|OPEN)[^`]*)`/gm)].map(([, words = '']) => words)
    expect(told).toHaveLength(Object.keys(walls).length)
    for (const [i, wall] of Object.values(walls).entries()) expect(wall.startsWith(told[i] ?? '?')).toBe(true)
  })

  test('shows every option of the command, and no other', () => {
    const options = (prove.options ?? []).map(({ flags }) => flags.split(' ')[0])
    const shown = [...page.matchAll(/^sluice prove (--\w+)/gm)].map(([, option]) => option)
    expect(shown.sort()).toEqual(options.sort())
  })
})
