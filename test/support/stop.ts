import { rm } from 'node:fs/promises'
import { server } from './server.ts'

export default async function stop(): Promise<void> {
  await server.embedded?.stop()
  if (server.dir) await rm(server.dir, { recursive: true, force: true })
}
