import { loadDashboards } from '../serve/dashboards/load.ts'
import type { Dashboards } from '../serve/dashboards/dashboard.ts'
import type { TrustedDocuments } from '../serve/trusted/trusted.ts'
import { readDocuments } from './documents.ts'
import { defaultLimits, limitsWith, type Limits } from '../serve/limits/limits.ts'
import { apiSchema } from '../documents/index.ts'
import { checkModels, type Checked } from '../catalog/check.ts'
import { createEngine, type Engine } from '../engine/index.ts'
import { Faults } from '../base/fault.ts'
import { openStore, type Store } from '../store/store.ts'
import { openDirectory } from '../store/directory.ts'
import type { TenantDirectory } from '../tenant/scope.ts'
import type { Warehouse } from '../warehouses/contract.ts'
import { engines } from '../warehouses/index.ts'
import { startEmbedded, type Embedded } from '../warehouses/postgres/embedded/index.ts'
import type { AuthSettings } from '../serve/auth/settings.ts'
import { storeAddress, warehouseAddress, type Addressing, type WarehouseAddress } from './addresses.ts'
import { memo, type Project } from './project.ts'

/**
 * The only composition root: what a command asks for is opened then, once, with what it stands on; `close` closes what
 * was opened, the last first.
 */
export interface Wiring {
  readonly project: Project
  readonly embedded: () => Promise<Embedded>
  /** Opened and migrated. */
  readonly store: () => Promise<Store>
  /** Reads anew each time: what serves keeps one that hears of changes. */
  readonly directory: () => Promise<TenantDirectory>
  readonly address: (warehouse: string) => Promise<WarehouseAddress>
  readonly warehouses: () => Promise<ReadonlyMap<string, Warehouse>>
  /** The models held against their warehouses: what is wrong, and which fields the warehouses keep from null. */
  readonly checked: () => Promise<Checked>
  readonly engine: () => Promise<Engine>
  readonly dashboards: () => Promise<Dashboards>
  readonly documents: () => Promise<TrustedDocuments>
  readonly auth: () => AuthSettings & { readonly secret: string }
  readonly limits: () => Limits
  /** Something to be closed with the rest. */
  readonly onClose: (close: () => Promise<unknown>) => void
  readonly close: () => Promise<void>
}

const STATEMENT_MS = 30_000

export function wire(project: Project, progress: (what: string) => void = () => {}): Wiring {
  const { config, log, environment } = project
  const closing: (() => Promise<unknown>)[] = []
  const onClose = (close: () => Promise<unknown>) => void closing.push(close)

  const embedded = memo(async () => {
    const started = await startEmbedded({ dir: project.state, log, progress })
    onClose(() => started.stop())
    return started
  })
  const addressing: Addressing = {
    config,
    given: environment['SLUICE_DATABASE_URL'] || undefined,
    embedded: () => embedded(),
    roles: (warehouse) => project.roles(warehouse),
  }
  const address = memo((name) => warehouseAddress(addressing, name))
  const store = memo(async () => {
    const { vault, audit } = project.keys()
    const opened = openStore({ url: await storeAddress(addressing), log, key: vault, auditKey: audit })
    onClose(() => opened.close())
    await opened.migrate()
    return opened
  })
  const warehouses = memo(async () => {
    const opened = new Map<string, Warehouse>()
    for (const [name, { engine, pool, statementTimeoutMs }] of Object.entries(config.warehouses)) {
      const options = {
        name,
        log,
        contextKey: project.keys().context(name),
        statementTimeoutMs: statementTimeoutMs ?? STATEMENT_MS,
        ...(await address(name)),
      }
      const pools = definedOnly({ export: config.serve.exports?.atOnce, ...pool })
      const warehouse = engines[engine]({ ...options, pool: pools })
      onClose(() => warehouse.close())
      opened.set(name, warehouse)
    }
    return opened
  })
  const checked = memo(async () => checkModels(await project.models(), await warehouses()))
  const engine = memo(async () =>
    createEngine({
      models: await project.models(),
      warehouses: await warehouses(),
      assured: (await checked()).assured,
      cursorKey: project.keys().cursors,
    }),
  )
  const directory = memo(async () => openDirectory(await store()))
  const limits = () => {
    const { limits: given = {}, exports = {} } = config.serve
    return limitsWith(defaultLimits, { ...given, exports })
  }
  const dashboards = memo(async () => {
    const faults = new Faults()
    const models = await project.models()
    const found = loadDashboards(
      await project.files('dashboards'),
      apiSchema(models, models.roles),
      limits(),
      faults,
    )
    faults.raise(await project.sources())
    return found
  })

  const documents = memo(async () => {
    const faults = new Faults()
    const { models } = await project.readModels()
    const found = await readDocuments(project, limits(), models, faults)
    faults.raise(await project.sources())
    return found
  })

  return {
    project,
    embedded,
    store,
    directory,
    warehouses,
    checked: () => checked(),
    engine,
    dashboards,
    documents: () => documents(),
    limits,
    onClose,
    address: (name) => address(name),
    auth: () => ({
      ...definedOnly(config.auth),
      claims: definedOnly(config.auth.claims ?? {}),
      secret: config.auth.secret ?? project.keys().tokens,
    }),
    async close() {
      for (const close of closing.splice(0).reverse()) {
        await close().catch((error: unknown) => log.warn({ err: error }, 'something did not close'))
      }
    },
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the keys whose value is undefined. */
export function definedOnly<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Defined<T>
}
