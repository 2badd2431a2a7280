import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** A server under measurement. */
export interface Started {
  readonly url: string
  readonly process: ChildProcess
}

type Environment = Readonly<Record<string, string>>

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const production = (env: Environment) => ({
  ...process.env,
  NODE_ENV: 'production',
  GRAPHILE_ENV: 'production',
  TZ: 'UTC',
  ...env,
})

/** A program that listens on a port of its choice and tells it to its parent; `flags` are Node's. */
export async function forked(
  file: string,
  env: Environment,
  flags: readonly string[] = [],
): Promise<Started> {
  const child = fork(at(file), {
    env: production(env),
    execArgv: [...flags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [port] = (await Promise.race([once(child, 'message'), ended(child, file)])) as [number]
  return { url: `http://127.0.0.1:${port}`, process: child }
}

/** Sluice as anybody runs it: its own command line. */
export async function served(project: string, env: Environment): Promise<Started> {
  const port = await freePort()
  const command = [at('../../bin/sluice.js'), 'serve', '--project', at(project)]
  const child = spawn(process.execPath, command, {
    env: { ...production(env), SLUICE_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await Promise.race([ready(url), ended(child, 'sluice serve')])
  return { url, process: child }
}

export async function ready(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Sluice was not ready after a minute')
}

async function ended(child: ChildProcess, what: string): Promise<never> {
  const [code] = await once(child, 'exit')
  throw new Error(`${what} ended with ${code}`)
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  return port
}

/** Asks a process to end, and ends it where it doesn't. */
export async function stopped({ process: child }: Pick<Started, 'process'>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill()
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(late)
}
