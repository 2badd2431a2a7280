import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { keepOutput } from './log/suite.ts'

const root = resolve(import.meta.dirname, '../..')

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

type Variables = Readonly<Record<string, string>>

/** A command that is still running. */
export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** What it has said until now, on both. */
  said(): string
  /** Resolves when what it says matches; rejects if it ends before. */
  until(sign: RegExp): Promise<RegExpMatchArray>
}

/** Starts `sluice` as a user would, in a process of its own. The environment is the test's, without Sluice's variables. */
export function start(args: readonly string[], variables: Variables = {}): Running {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('SLUICE_') && name !== 'NODE_OPTIONS' && name !== 'FORCE_COLOR',
  )
  const env = { ...Object.fromEntries(kept), NO_COLOR: '1', ...variables }
  const child = spawn(process.execPath, [join(root, 'bin/sluice.js'), ...args], { env, cwd: tmpdir() })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<Ended>((done) => child.on('close', (code) => done({ code, stdout, stderr })))
  void ended.then(({ stderr }) => keepOutput(stderr))
  const said = () => stdout + stderr
  return {
    child,
    ended,
    said,
    async until(sign) {
      let over = false
      void ended.then(() => (over = true))
      for (const limit = Date.now() + 45_000; Date.now() < limit;) {
        const found = sign.exec(said())
        if (found) return found
        if (over) throw new Error(`sluice ${args.join(' ')} ended without ${sign}:\n${said()}`)
        await new Promise((next) => setTimeout(next, 20))
      }
      throw new Error(`sluice ${args.join(' ')} never said ${sign}:\n${said()}`)
    },
  }
}

/** Runs `sluice` to its end. */
export function sluice(args: readonly string[], variables: Variables = {}): Promise<Ended> {
  return start(args, variables).ended
}

/** A copy of the demo project in a folder of its own. */
export async function demoProject(): Promise<{ dir: string; remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-project-'))
  // As root, PostgreSQL runs as another user, who must get in here.
  await chmod(dir, 0o755)
  for (const part of ['sluice.yaml', 'schema', 'syncs', 'dashboards']) {
    await cp(join(root, part), join(dir, part), { recursive: true })
  }
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) }
}

/** The same without a list of tenants to keep in step with: for commands that need the store alone. */
export async function quietProject(): ReturnType<typeof demoProject> {
  const project = await demoProject()
  const path = join(project.dir, 'sluice.yaml')
  await writeFile(path, (await readFile(path, 'utf8')).replace(/\ntenants:\n.*\n/, '\n'))
  return project
}
