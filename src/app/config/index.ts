import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { SluiceError } from '../../base/errors.ts'
import { Faults, type Place } from '../../base/fault.ts'
import { checkSettings, connectors } from '../../destinations/index.ts'
import { fill, type Environment } from './fill.ts'
import { configSchema, settingsOf, type Config } from './schema.ts'
import { secretsIn, writtenOut } from './secrets.ts'
import { tellIssue } from './tell.ts'

export type { Environment } from './fill.ts'
export { settingsOf, type Config, type DestinationConfig, type WarehouseConfig } from './schema.ts'

export const CONFIG_FILE = 'sluice.yaml'

/** What the file says, and where each part of it stands, for faults that are found later. */
export interface LoadedConfig {
  readonly config: Config
  readonly text: string
  placeOf(path: readonly PropertyKey[]): Place
}

/**
 * Reads `sluice.yaml` of a project.
 * @throws USAGE where there is none; INVALID_PROJECT with every fault
 */
export function loadConfig(dir: string, environment: Environment): LoadedConfig {
  const file = join(dir, CONFIG_FILE)
  if (!existsSync(file)) {
    throw new SluiceError('USAGE', {
      what: `There is no ${CONFIG_FILE}`,
      where: dir,
      expected: 'the folder of a project',
      cure: 'Say where it is with --project DIR, or make one with `sluice init`',
    })
  }
  return readConfig(readFileSync(file, 'utf8'), environment)
}

/** @throws INVALID_PROJECT with every fault of the text */
export function readConfig(text: string, environment: Environment): LoadedConfig {
  const faults = new Faults()
  const sources = new Map([[CONFIG_FILE, text]])
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file: CONFIG_FILE, line: Math.max(1, line), column: Math.max(1, col) }
  }
  for (const error of document.errors) {
    const what = error.message.split(' at line ')[0] ?? error.message
    faults.add({
      what,
      at: at(error.pos[0]),
      expected: 'YAML',
      cure: 'Correct the indentation, or the quotes: within { } a "${NAME}" needs them',
    })
  }
  faults.raise(sources)
  const referring = fill(document, environment, at, faults)
  const placeOf = (path: readonly PropertyKey[], key = false) => at(offsetOf(document, path, key))
  // An empty file is a project that takes every default.
  const parsed = configSchema.safeParse(document.toJS() ?? {})
  for (const issue of parsed.error?.issues ?? []) {
    for (const { path, key, ...told } of tellIssue(configSchema, issue)) {
      const place = placeOf(path, key)
      // A reference that was not filled in is told already.
      if (!faults.found.some(({ at }) => at.line === place.line && at.column === place.column))
        faults.add({ ...told, at: place })
    }
  }
  if (parsed.success) checkMeaning(parsed.data, document, referring, placeOf, faults)
  faults.raise(sources)
  return { config: parsed.data as Config, text, placeOf }
}

function checkMeaning(
  config: Config,
  document: Document,
  referring: ReadonlySet<unknown>,
  placeOf: (path: readonly PropertyKey[]) => Place,
  faults: Faults,
): void {
  const secrets = [...secretsIn(configSchema, config)]
  for (const [name, settings] of Object.entries(config.destinations)) {
    const base = ['destinations', name]
    // What `per: tenant` lacks here, each tenant's own account has; it is checked when that is opened.
    const complete = settings.per !== 'tenant' || settings['sandbox'] === true
    for (const { path, message } of complete ? checkSettings(settings.connector, settingsOf(settings)) : []) {
      const what = `\`${[...base, ...path].map(String).join('.')}\`: ${message}`
      const expected = `settings of the connector ${settings.connector}`
      faults.add({ what, at: placeOf([...base, ...path]), expected, cure: 'Correct the setting' })
    }
    const connector = connectors.find((one) => one.name === settings.connector)
    if (connector) secrets.push(...secretsIn(connector.settings, settings, base))
  }
  for (const secret of secrets) {
    if (!referring.has(document.getIn(secret.path, true)))
      faults.add({ ...writtenOut(secret), at: placeOf(secret.path) })
  }
}

/** Where the value at a path stands, or its key; the nearest part above it where it isn't there. */
function offsetOf(document: Document, path: readonly PropertyKey[], key: boolean): number {
  let node: unknown = document.contents
  let offset = 0
  for (const [depth, step] of path.entries()) {
    if (!isMap(node)) {
      node = isNode(node) && 'items' in node ? (node.items as unknown[])[Number(step)] : undefined
    } else {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      )
      if (!pair) return offset
      const last = depth === path.length - 1
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset
      if (last && key) return offset
      node = pair.value
    }
    if (isScalar(node) && node.range) offset = node.range[0]
  }
  return offset
}
