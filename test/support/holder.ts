// A process of its own that holds a share in an embedded server, so that a test can kill it.
import { silentLog } from '../../src/base/log.ts'
import { startEmbedded } from '../../src/warehouses/postgres/embedded/index.ts'

const embedded = await startEmbedded({ dir: process.argv[2] ?? '', log: silentLog, durable: false })
process.stdout.write(`${JSON.stringify({ ours: embedded.ours, url: embedded.superuserUrl })}\n`)
process.on('SIGTERM', () => void embedded.stop().then(() => process.exit(0)))
setInterval(() => {}, 60_000)
