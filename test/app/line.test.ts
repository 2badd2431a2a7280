import { describe, expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { commands } from '../../src/app/commands/index.ts'
import { sluice } from '../support/line.ts'

describe('the command line', () => {
  test('tells its commands and its exit codes', async () => {
    const { code, stdout } = await sluice(['--help'])
    expect(code).toBe(0)
    for (const { name } of commands) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
    expect(stdout).toContain('2  the command line is wrong')
  })

  test.each(commands.map(({ name }) => [name]))('%s has a help with an example of itself', async (name) => {
    const { code, stdout } = await sluice([name, '--help'])
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`\\$ .*sluice ${name}`))
  })

  test.each([
    [['tokn'], 'error: There is no command "tokn". Did you mean `sluice token`?'],
    [['zzzzzz'], 'error: There is no command "zzzzzz". `sluice --help` lists the commands.'],
    [['tenant', 'lst'], 'error: There is no `sluice tenant lst`. Did you mean `sluice tenant list`?'],
    [['tenant'], 'error: `sluice tenant` needs a word more.'],
    [['token'], "error: Required option '--tenant <T>' not specified. See --help."],
    [['token', '--tenant'], "error: Option '--tenant <T>' argument missing. See --help."],
    [['guard', '--aply'], "error: Unknown option '--aply'. Did you mean --apply?"],
    [
      ['token', '--tenant', 'a', '--role', 'r', '--role', 's', '--tenant', 'b'],
      "error: Option '--tenant <T>' argument 'b' is invalid. It was given already, as 'a'.",
    ],
    [['guard', 'now'], 'error: Too many arguments'],
  ])('%j is refused in words, with exit code 2', async (args, told) => {
    const { code, stdout, stderr } = await sluice(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(told)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  test('a reader that has seen enough ends the writing, and nothing is wrong', async () => {
    const root = resolve(import.meta.dirname, '../..')
    const line = '"$0" bin/sluice.js schema | head -1'
    const shown = promisify(execFile)('bash', ['-o', 'pipefail', '-c', line, process.execPath], { cwd: root })
    const { stdout, stderr } = await shown
    expect(stdout).toMatch(/^# The API of this project/)
    expect(stderr).not.toMatch(/EPIPE|at /)
  })

  test('a folder that is no project is told so', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sluice-none-'))
    const { code, stderr } = await sluice(['check', '--project', dir])
    await rm(dir, { recursive: true })
    expect(code).toBe(2)
    expect(stderr).toBe(
      `error: ${dir}: There is no sluice.yaml. Expected the folder of a project. ` +
        'Say where it is with --project DIR, or make one with `sluice init`\n',
    )
  })

  test('an error comes without a stack trace, with --verbose with one, and with --json as a document', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sluice-broken-'))
    await writeFile(join(dir, 'sluice.yaml'), 'serv: {}\n')
    const [plain, verbose, json] = await Promise.all([
      sluice(['guard', '--project', dir]),
      sluice(['guard', '--project', dir, '--verbose']),
      sluice(['guard', '--project', dir, '--json']),
    ])
    await rm(dir, { recursive: true })
    expect([plain.code, verbose.code, json.code]).toEqual([1, 1, 1])
    expect(plain.stderr).toContain('sluice.yaml:1:1: Unknown key `serv`')
    expect(plain.stderr).not.toMatch(/\n\s+at /)
    expect(verbose.stderr).toMatch(/\n\s+at /)
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: 'INVALID_PROJECT' } })
  })

  test('a port that is no port is told', async () => {
    const { code, stderr } = await sluice(['serve', '--project', join(import.meta.dirname, '../..')], {
      SLUICE_PORT: 'http',
    })
    expect(code).toBe(2)
    expect(stderr).toContain('SLUICE_PORT is "http". Expected a port, 0 to 65535.')
  })
})
