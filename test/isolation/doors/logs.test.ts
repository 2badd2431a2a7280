import { spawn } from 'node:child_process'
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { auth, openApi, type Api } from '../../serve/api.ts'
import { comb } from '../../support/log/comb.ts'
import { secrets } from '../../support/log/secrets.ts'
import { FOLDER } from '../../support/log/suite.ts'

/** One line for each secret, as a careless log would tell it. */
const careless: Readonly<Record<string, string>> = {
  'a token': '{"msg":"eyJhbGciOiJIUzI1NiJ9.eyJ0ZW5hbnQiOiJhY21lIn0.c2lnbmF0dXJl"}',
  'a header with a token': '{"headers":{"authorization":"Bearer 0123456789abcdef0123"}}',
  'an API key': `{"key":"slk_abcdefgh_${'x'.repeat(43)}"}`,
  'an address with a password': '{"err":"connect postgres://serve:pa55@10.0.0.1:5432/warehouse"}',
  'a private key': String.raw`{"pem":"-----BEGIN EC PRIVATE KEY-----\nMHc"}`,
  'a signed context': `{"sluice.context":"1774872000.${'0f'.repeat(32)}.acme"}`,
  'a password': `{"secret":"${auth.secret}"}`,
  'a canary': '{"detail":"Key (name)=(Ada canary5f1d0c77)"}',
}

let folder: string
let api: Api
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-logs-'))
  await mkdir(join(folder, 'logs'))
  api = await openApi()
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await api?.close()
})

test('A secret in a line of any worker’s log is found, and told with its place and its test', async () => {
  expect(Object.keys(careless).sort()).toEqual(secrets.map(({ name }) => name).sort())
  const lines = Object.values(careless).map((line) => `some test\t${line}`)
  await writeFile(join(folder, 'logs', '1.log'), 'a test\t{"msg":"harmless"}\n')
  await writeFile(join(folder, 'logs', '2.log'), `${lines.join('\n')}\n`)
  const found = await comb(join(folder, 'logs'))
  for (const [i, name] of Object.keys(careless).entries())
    expect(found).toContainEqual(
      expect.objectContaining({
        secret: name,
        file: join(folder, 'logs', '2.log'),
        line: i + 1,
        test: 'some test',
      }),
    )
})

test('What a log may say is no secret, nor is the name of a test', async () => {
  const harmless = [
    '{"method":"POST","route":"/graphql","status":200,"ms":4.2,"msg":"answered"}',
    '{"url":"postgres://127.0.0.1:5432/warehouse"}',
    '{"url":"postgres://serve:***@127.0.0.1:5432/warehouse"}',
    '{"errorId":"0c6a6b0e-5a58-4f7e-9d2f-1f6b8a0e6c55","code":"INTERNAL","at":"2026-03-30T12:00:00.000Z"}',
    '{"prefix":"slk_abcdefgh","msg":"a key was used"}',
  ]
  const other = join(folder, 'harmless')
  await mkdir(other)
  const test = 'the other’s canary5f1d0c77 never'
  await writeFile(join(other, '1.log'), harmless.map((line) => `${test}\t${line}\n`).join(''))
  expect(await comb(other)).toEqual([])
})

test('A run whose logs tell a secret ends as failed, naming the line', async () => {
  const script = `
    const { server } = await import('./test/support/server.ts')
    server.dir = process.argv[1]
    const { default: stop } = await import('./test/support/stop.ts')
    await stop()`
  const run = await mkdtemp(join(tmpdir(), 'sluice-logs-'))
  await mkdir(join(run, 'logs'))
  await writeFile(join(run, 'logs', '7.log'), `some test\t${careless['a token']}\n`)
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, run])
  let stderr = ''
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()))
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect(code).toBe(1)
  expect(stderr).toContain(`a token in ${join(run, 'logs', '7.log')}:1 (some test)`)
})

test('What the servers of the tests log is among it, in all detail, under the name of the test', async () => {
  await api.post(await api.token('acme'), { query: '{ orders { nodes { id } } }' })
  const file = join(process.env[FOLDER] ?? '', `${process.pid}.log`)
  const own = (await readFile(file, 'utf8')).split('\n').filter((line) => line.startsWith('What the servers'))
  expect(own.join('\n')).toMatch(/"level":20.*"route":"\/graphql".*"answered"/)
})
