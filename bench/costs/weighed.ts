import { fileURLToPath } from 'node:url'
import { freePort, ready } from '../serving/processes.ts'

/**
 * `sluice serve` as anybody runs it, in a process that can be asked for its heap: what is still in use after a garbage
 * collection, external memory too, in bytes.
 */
const port = await freePort()
process.on('message', () => void weigh())
// Its parent may ask, but is no reason to stay.
process.channel?.unref()
process.env['SLUICE_PORT'] = String(port)
const project = fileURLToPath(new URL('../serving/project', import.meta.url))
process.argv.splice(2, process.argv.length, 'serve', '--project', project)
const command: string = '../../bin/sluice.js'
void import(command)
await ready(`http://127.0.0.1:${port}`)
process.send!(port)

async function weigh(): Promise<void> {
  const collect = (globalThis as { gc?: () => void }).gc!
  // What finalizers let go is free after the next collection, and unused code grows old over several.
  for (let time = 0; time < 12; time++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const { heapUsed, external } = process.memoryUsage()
  process.send!(heapUsed + external)
}
