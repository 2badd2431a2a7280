import { fileURLToPath } from 'node:url'
import { freePort, ready } from '../serving/processes.ts'

/**
 * `sluice serve` as anybody runs it, in a process that can be asked for its heap: what is still in use after a garbage
 * collection, external memory too, in bytes.
 */
const port = await freePort()
process.on('message', () => {
  const collect = (globalThis as { gc?: () => void }).gc!
  collect()
  // What finalizers let go is free after the next one.
  setTimeout(() => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    process.send!(heapUsed + external)
  }, 1_000)
})
process.env['SLUICE_PORT'] = String(port)
const project = fileURLToPath(new URL('../serving/project', import.meta.url))
process.argv.splice(2, process.argv.length, 'serve', '--project', project)
const command: string = '../../bin/sluice.js'
void import(command)
await ready(`http://127.0.0.1:${port}`)
process.send!(port)
