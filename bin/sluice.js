#!/usr/bin/env node
// The launcher: plain JavaScript, so that any Node can run it. Sluice itself needs a Node that runs
// TypeScript as it is (22.18 or later); the project pins one, and an older Node hands over to it here.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = dirname(dirname(fileURLToPath(import.meta.url)))
const [major, minor] = process.versions.node.split('.').map(Number)
const runsTypeScript = major > 22 || (major === 22 && minor >= 18)
const built = join(home, 'dist/src/app/cli.js')
const entry =
  existsSync(join(home, 'src/app/cli.ts')) && !home.includes('node_modules') ? '../src/app/cli.ts' : built

if (runsTypeScript) {
  // Stripped and compiled once: a command starts in half the time.
  nodeModule.enableCompileCache()
  await import(entry === built ? `file://${built}` : entry)
} else {
  const pinned = pinnedNode()
  if (!pinned) {
    process.stderr.write(
      `Sluice needs Node 22.18 or later; this is ${process.versions.node}, and no pinned Node is installed for ` +
        `${process.platform}-${process.arch}. Run \`npm ci\` in ${home}, or install a newer Node.\n`,
    )
    process.exit(1)
  }
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 1)))
}

function pinnedNode() {
  for (const folder of [join(home, 'node_modules'), dirname(home)]) {
    for (const name of [
      `node-${process.platform}-${process.arch}`,
      `node-bin-${process.platform}-${process.arch}`,
    ]) {
      const manifest = join(folder, name, 'package.json')
      if (!existsSync(manifest)) continue
      const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
      return join(folder, name, typeof bin === 'string' ? bin : (bin?.node ?? 'bin/node'))
    }
  }
  return undefined
}
