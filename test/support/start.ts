import { readdirSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../src/warehouses/postgres/embedded/index.ts'
import { alive } from '../../src/warehouses/postgres/embedded/lock.ts'
import { FOLDER, suiteLog } from './log/suite.ts'
import { server } from './server.ts'

/** One embedded server for the whole run; its addresses go to the test files in the environment. */
export default async function start(): Promise<void> {
  const prefix = `sluice-test-${userInfo().uid}-`
  await sweep(prefix)
  server.dir = join(tmpdir(), `${prefix}${process.pid}`)
  const logs = join(server.dir, 'logs')
  await mkdir(logs, { recursive: true })
  process.env[FOLDER] = logs
  server.embedded = await startEmbedded({ dir: server.dir, log: suiteLog, durable: false })
  await server.embedded.ensureDatabase('warehouse')
  process.env['SLUICE_TEST_POSTGRES'] = server.embedded.superuserUrl
  process.env['SLUICE_TEST_OWNER'] = server.embedded.url('postgres')
}

/** A run that was killed leaves a server: joining and leaving it shuts it down. Then its folder goes. */
async function sweep(prefix: string): Promise<void> {
  const dead = (name: string) => name.startsWith(prefix) && !alive(Number(name.slice(prefix.length)))
  for (const name of readdirSync(tmpdir()).filter(dead)) {
    const dir = join(tmpdir(), name)
    await startEmbedded({ dir, log: suiteLog, durable: false })
      .then((orphan) => orphan.stop())
      .catch(() => {})
    await rm(dir, { recursive: true, force: true })
  }
}
