import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { comb, combServer, tell } from './log/comb.ts'
import { server } from './server.ts'

/** @throws where a log of the run tells a secret: the run has failed then, whatever its tests said. */
export default async function stop(): Promise<void> {
  const { embedded, dir } = server
  await embedded?.stop()
  if (!dir) return
  const found = [...(await comb(join(dir, 'logs'))), ...(await combServer(join(dir, 'postgres.log')))]
  await rm(dir, { recursive: true, force: true })
  if (found.length > 0) throw new Error(`The logs of this run tell secrets:\n${tell(found)}`)
}
