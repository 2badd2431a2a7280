import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { settingsOf } from './config/index.ts'
import { startSandbox, type Sandbox } from '../destinations/sandbox.ts'
import type { Wiring } from './wiring.ts'

const opened = new WeakMap<Wiring, Promise<Sandbox>>()

/** The project's sandbox: the one that runs, or one of this process that ends with it. State is kept in `.sluice/sandbox`. */
export function openSandbox(wiring: Wiring): Promise<Sandbox> {
  const had = opened.get(wiring)
  if (had) return had
  const { project } = wiring
  const configured = Object.entries(project.config.destinations)
  const destinations = Object.fromEntries(configured.map(([name, settings]) => [name, settingsOf(settings)]))
  const dir = join(project.state, 'sandbox')
  mkdirSync(dir, { recursive: true })
  const starting = startSandbox({
    dir,
    destinations,
    clock: project.clock,
  }).then((sandbox) => {
    wiring.onClose(() => sandbox.stop())
    return sandbox
  })
  opened.set(wiring, starting)
  return starting
}
