import { readdirSync, readFileSync } from 'node:fs'

const tick = 100 // USER_HZ is 100 on every Linux that Node runs on

/** Seconds of CPU that a process has used, itself and the children that have ended. */
export function cpuOf(pid: number): number {
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = stat(pid).slice(11, 15).map(Number)
  return (utime + stime + cutime + cstime) / tick
}

/** The same of a process and all below it: PostgreSQL's postmaster and its backends. */
export function cpuOfTree(root: number): number {
  return [root, ...descendants(root)].reduce((sum, pid) => sum + safely(() => cpuOf(pid), 0), 0)
}

/** The most memory that a process has held, in MB. */
export function peakMemory(pid: number): number {
  const line = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Math.round(Number(line?.[1] ?? 0) / 1024)
}

function descendants(root: number): readonly number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) safely(() => parents.set(Number(name), Number(stat(Number(name))[1])), undefined)
  }
  const found: number[] = []
  const queue = [root]
  for (let parent = queue.pop(); parent !== undefined; parent = queue.pop()) {
    const children = [...parents].filter(([, of]) => of === parent).map(([pid]) => pid)
    found.push(...children)
    queue.push(...children)
  }
  return found
}

// The fields after the command's name, which may hold anything: [0] is the state, [1] the parent.
function stat(pid: number): readonly string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

// Processes end while one looks.
function safely<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
