// A process of its own that holds a share in an embedded server, so that a test can kill it.
import { startEmbedded } from '../../src/warehouses/postgres/embedded/index.ts'
import { suiteLog } from './log/suite.ts'

const embedded = await startEmbedded({ dir: process.argv[2] ?? '', log: suiteLog, durable: false })
process.stdout.write(`${JSON.stringify({ ours: embedded.ours, url: embedded.superuserUrl })}\n`)
process.on('SIGTERM', () => void embedded.stop().then(() => process.exit(0)))
setInterval(() => {}, 60_000)
