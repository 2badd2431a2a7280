import { randomUUID } from 'node:crypto'
import { link, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises'
import { systemClock } from '../../../base/clock.ts'
import { SluiceError } from '../../../base/errors.ts'

const BEAT_MS = 1_000
// Ten missed beats: the holder is gone, or another process has got its number.
const STALE_MS = 10_000
const PATIENCE_MS = 120_000

/** Runs `work` while no other process on this machine holds `path`. A holder that died is passed over. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mark = `${process.pid} ${randomUUID()}`
  await acquire(path, mark)
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), BEAT_MS)
  beat.unref()
  try {
    return await work()
  } finally {
    clearInterval(beat)
    if ((await contents(path)) === mark) await unlink(path).catch(() => {})
  }
}

async function acquire(path: string, mark: string): Promise<void> {
  const own = `${path}.${process.pid}.${randomUUID()}`
  await writeFile(own, mark)
  try {
    const until = Date.now() + PATIENCE_MS
    while (!(await linked(own, path))) {
      const holder = await contents(path)
      if (holder !== undefined && (await stale(path, holder))) await discard(path, holder)
      else await systemClock.sleep(50)
      if (Date.now() > until) {
        throw new SluiceError('UNAVAILABLE', {
          what: `Another process (${holder?.split(' ')[0]}) has been starting or stopping PostgreSQL for two minutes`,
          where: path,
          cure: 'Wait for it, or end it; then try again',
        })
      }
    }
  } finally {
    await unlink(own)
  }
}

// A hard link either is made or isn't, and its content is complete from the first moment.
async function linked(own: string, path: string): Promise<boolean> {
  return link(own, path).then(
    () => true,
    () => false,
  )
}

async function stale(path: string, holder: string): Promise<boolean> {
  const beaten = await stat(path).catch(() => undefined)
  if (!beaten) return false
  return !alive(Number.parseInt(holder, 10)) || Date.now() - beaten.mtimeMs > STALE_MS
}

/** Renaming takes exactly one file away; if it wasn't the stale one, it is put back. */
async function discard(path: string, holder: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  if ((await contents(aside)) !== holder) await link(aside, path).catch(() => {})
  await unlink(aside)
}

function contents(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined)
}

/** Whether a process has this number; a process of another user counts. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
