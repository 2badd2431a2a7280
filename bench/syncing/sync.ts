import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { changeSome, makeContacts } from './contacts.ts'
import { peakMemory } from '../proc.ts'
import { table } from '../report.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export interface SyncGround {
  readonly env: Readonly<Record<string, string>>
  /** Makes the roles and policies on what is in the warehouse now. */
  guard(): Promise<void>
  /** A store without a past. */
  freshStore(): Promise<void>
  say(what: string): void
}

/** One way through all records, or through those that changed. */
export interface SyncMeasure {
  readonly what: string
  readonly records: number
  /** What the receiver has counted. */
  readonly sent: number
  readonly seconds: number
  /** Of all records, changed or not. */
  readonly perSecond: number
  readonly peakMemoryMb: number
}

/** A sync to a receiver on this machine: first, with nothing and with one in a hundred changed; and the bare loop. */
export async function measureSync(records: number, ground: SyncGround): Promise<readonly SyncMeasure[]> {
  ground.say(`making ${records.toLocaleString('en')} contacts`)
  await makeContacts(ground.env['BENCH_OWNER']!, records)
  await ground.guard()
  await ground.freshStore()
  const receiver = fork(at('receiver.ts'))
  try {
    const [port] = (await once(receiver, 'message')) as [number]
    const env = {
      ...process.env,
      ...ground.env,
      BENCH_RECEIVER: `http://127.0.0.1:${port}`,
      NODE_ENV: 'production',
    }
    const measured: SyncMeasure[] = []
    const measure = async (what: string, run: () => Promise<Ran>) => {
      ground.say(`${what}, ${records.toLocaleString('en')} records`)
      const { seconds, peakMemoryMb } = await run()
      const sent = await counted(receiver)
      measured.push({ what, records, sent, seconds, perSecond: records / seconds, peakMemoryMb })
    }
    await measure('bare loop', () => loop(env))
    await measure('sluice, first', () => sluice(env))
    await measure('sluice, nothing changed', () => sluice(env))
    await changeSome(ground.env['BENCH_OWNER']!)
    await measure('sluice, 1 % changed', () => sluice(env))
    await measure('bare loop again', () => loop(env))
    return measured
  } finally {
    receiver.kill()
  }
}

export function syncTable(measures: readonly SyncMeasure[]): string {
  const head = ['way', 'records', 'sent', 'seconds', 'records/s', 'peak MB']
  const body = measures.map((one) => [
    one.what,
    String(one.records),
    String(one.sent),
    one.seconds.toFixed(2),
    one.perSecond.toFixed(0),
    String(one.peakMemoryMb),
  ])
  return `${table(head, body)}\n`
}

interface Ran {
  readonly seconds: number
  readonly peakMemoryMb: number
}

type Environment = Readonly<Record<string, string | undefined>>

async function loop(env: Environment): Promise<Ran> {
  const child = fork(at('loop.ts'), { env })
  const memory = watchMemory(child)
  const [seconds] = (await Promise.race([once(child, 'message'), failed(child)])) as [number]
  if (child.exitCode === null) await once(child, 'exit')
  return { seconds, peakMemoryMb: memory() }
}

/** As anybody runs it, its own command; the seconds are those that it tells, without the start of Node. */
async function sluice(env: Environment): Promise<Ran> {
  const command = [at('../../bin/sluice.js'), 'sync', 'Contacts', '--json', '--project', at('project')]
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const memory = watchMemory(child)
  const [answer] = await Promise.all([text(child.stdout), once(child, 'exit')])
  const run = JSON.parse(answer) as { state?: string; ms: number; counts?: Record<string, number> }
  const { read = 0, unchanged = 0, delivered = 0 } = run.counts ?? {}
  if (run.state !== 'done' || read !== unchanged + delivered)
    throw new Error(`The sync was not done: ${answer}`)
  return { seconds: run.ms / 1000, peakMemoryMb: memory() }
}

/** @returns what tells the peak: the kernel keeps it while the process lives, so it is looked at now and then. */
function watchMemory({ pid }: ChildProcess): () => number {
  let peak = 0
  const timer = setInterval(() => {
    try {
      peak = Math.max(peak, peakMemory(pid!))
    } catch {
      clearInterval(timer)
    }
  }, 20)
  return () => {
    clearInterval(timer)
    return peak
  }
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit')
  if (code === 0) await new Promise(() => undefined)
  throw new Error(`The bare loop ended with ${code}`)
}

async function counted(receiver: ChildProcess): Promise<number> {
  receiver.send('count')
  const [count] = (await once(receiver, 'message')) as [number]
  return count
}
