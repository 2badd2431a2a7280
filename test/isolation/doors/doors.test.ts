import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { doors } from './doors.ts'

const root = resolve(import.meta.dirname, '../../..')

describe('Each door has tests that try it:', () => {
  test.each(doors)('$name', ({ shown }) => {
    expect(shown).not.toEqual([])
    for (const { file, title } of shown) {
      const path = join(root, file)
      const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
      const sought = title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      const quoted = new RegExp(String.raw`(?:test|describe|^)[^\n]*['\`][^'\`\n]*${sought}`, 'm')
      expect([file, title, quoted.test(text)]).toEqual([file, title, true])
    }
  })
})

test('No door is listed twice', () => {
  expect(new Set(doors.map(({ name }) => name)).size).toBe(doors.length)
})

test('Each test of this folder is of a door', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
  const listed = new Set(doors.flatMap(({ shown }) => shown.map(({ file }) => file)))
  expect(files.filter((name) => !listed.has(`test/isolation/doors/${name}`))).toEqual(['doors.test.ts'])
})
