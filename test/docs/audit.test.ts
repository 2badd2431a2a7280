import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { audit } from '../../src/app/commands/audit.ts'
import { auditActions } from '../../src/store/audit/actions.ts'

const page = readFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/audit.md'), 'utf8')

test('The page about the audit log names every action in the log’s own words, and every command', () => {
  const told = [...page.matchAll(/^\| `([a-z.]+)`\s+\| (.+?)\s+\|$/gm)].map(([, action, words]) => [
    action,
    words,
  ])
  expect(told).toEqual(Object.entries(auditActions))
  for (const { name } of audit.commands ?? []) expect(page).toContain(`sluice audit ${name}`)
  for (const flag of ['--head', '--tenant', '--action', '--actor', '--limit']) expect(page).toContain(flag)
})
