import { existsSync, mkdirSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { systemClock, type Clock } from '../base/clock.ts'
import { Faults, type Fault } from '../base/fault.ts'
import type { Log } from '../base/log.ts'
import { loadModels, readSchemaFolder } from '../model/index.ts'
import type { Models } from '../model/model.ts'
import { loadConfig, type Config, type Environment, type LoadedConfig } from './config/index.ts'
import { keptRoles, keptVariables, openKeys, type Keys, type WarehouseRoles } from './secrets.ts'

/** A project's files, read when they are asked for. Opens no connection. */
export interface Project {
  readonly dir: string
  /** `.sluice`: what Sluice keeps there itself; made on first use. */
  readonly state: string
  readonly loaded: LoadedConfig
  readonly config: Config
  readonly environment: Environment
  readonly clock: Clock
  readonly log: Log
  /** Every graphql file of the project, by its name as shown in faults. */
  readonly sources: () => Promise<ReadonlyMap<string, string>>
  readonly files: (
    folder: 'schema' | 'syncs' | 'dashboards' | 'documents',
  ) => Promise<ReadonlyMap<string, string>>
  /** @throws INVALID_PROJECT with every fault of schema/ */
  readonly models: () => Promise<Models>
  /** The models as far as they could be read, and the faults. */
  readonly readModels: () => Promise<{ models: Models; faults: readonly Fault[] }>
  readonly keys: () => Keys
  readonly roles: (warehouse: string) => WarehouseRoles
}

export interface ProjectOptions {
  readonly dir: string
  readonly environment: Environment
  readonly log: Log
}

/** @throws USAGE where the folder is no project; INVALID_PROJECT with every fault of sluice.yaml */
export function openProject({ dir, environment, log }: ProjectOptions): Project {
  const state = join(dir, '.sluice')
  const loaded = loadConfig(dir, { ...keptVariables(state), ...environment })
  const { documents } = loaded.config.serve
  const files = memo((folder: string) =>
    readFolder(dir, folder === 'documents' ? (documents?.folder ?? folder) : folder),
  )
  const keys = memo(() => openKeys(state, environment['SLUICE_SECRET']))
  const readModels = memo(async () => loadModels(await files('schema')))
  const sources = async () => {
    const all = await Promise.all(
      ['schema', 'syncs', 'dashboards', 'documents'].map((folder) => files(folder)),
    )
    return new Map([...all.flatMap((some) => [...some]), ['sluice.yaml', loaded.text]])
  }
  return {
    dir,
    state,
    loaded,
    environment,
    log,
    config: loaded.config,
    clock: systemClock,
    sources,
    files,
    readModels,
    async models() {
      const { models, faults } = await readModels()
      const told = new Faults()
      for (const fault of faults) told.add(fault)
      told.raise(await sources())
      return models
    },
    keys: () => keys(''),
    roles: (warehouse) => {
      mkdirSync(state, { recursive: true })
      return keptRoles(state, warehouse)
    },
  }
}

async function readFolder(dir: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const path = resolve(dir, folder)
  if (folder === 'schema') return readSchemaFolder(path, folder)
  if (!existsSync(path)) return new Map()
  const names = (await readdir(path)).filter((name) => name.endsWith('.graphql')).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(path, name), 'utf8')))
  return new Map(names.map((name, i) => [`${folder}/${name}`, texts[i] ?? '']))
}

/** What `make` gave for a key is kept. A failure isn't: the next call tries again. */
export function memo<T>(make: (key: string) => T): (key?: string) => T {
  const kept = new Map<string, T>()
  return (key = '') => {
    const had = kept.get(key)
    if (had !== undefined) return had
    const made = make(key)
    kept.set(key, made)
    if (made instanceof Promise) made.catch(() => kept.delete(key))
    return made
  }
}
