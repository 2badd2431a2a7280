import { SluiceError } from '../../../src/base/errors.ts'
import type { Engine, Viewer } from '../../../src/engine/index.ts'
import { openScope, type Scope } from '../../../src/tenant/scope.ts'
import type { Statement, Warehouse } from '../../../src/warehouses/contract.ts'
import { contextSigner } from '../../../src/warehouses/postgres/context.ts'
import { contextKey } from '../../support/context.ts'
import { withDatabase } from '../../support/database.ts'
import { testServer } from '../../support/server.ts'
import type { Home, HomeOptions } from '../oracle/home.ts'
import { run } from '../../support/sql.ts'

export const wallNames = ['scope', 'scan', 'storage', 'caches', 'edges'] as const
export type WallName = (typeof wallNames)[number]

/**
 * How a wall is taken away, from the outside: what the serving code does is wrapped or undone, and nothing in it can be
 * switched.
 */
export interface Removal {
  readonly options?: Partial<HomeOptions>
  readonly undo?: (home: Home) => Promise<unknown>
  /** The attacker knows what only the server should. */
  readonly known?: true
}

/** Each wall gone as a whole. */
export const removals: Readonly<Record<WallName, Removal>> = {
  // Everybody is a tenant that is known, and has whatever roles are asked of him.
  scope: { options: { knows: () => true, aroundEngine: forged } },
  scan: { options: { around: unbound } },
  storage: {
    options: { url: ({ database }) => withDatabase(testServer().superuserUrl, database.name) },
  },
  caches: { options: { aroundEngine: firstCome } },
  edges: { options: { around: outspoken, aroundEngine: oneSchema }, known: true },
}

const guarded = [
  'customers',
  'orders',
  'order_items',
  'levels',
  'visits',
  'audits',
  'clues',
  'wages',
] as const
const each = (ddl: (table: string) => string) => (home: Home) =>
  home.shop.database.query(guarded.map((table) => ddl(`shop.${table}`)).join(';\n'))

/** Further ways to lose the storage wall that leave rows to see. */
export const openings: Readonly<Record<string, Removal>> = {
  'the role': removals.storage,
  'the policies that restrict': { undo: each((table) => `drop policy sluice_tenant on ${table}`) },
  'the key that contexts are signed with': {
    undo: (home) => context(home, contextSigner(contextKey).sign('globex', 600_000)),
  },
  'the function that tells whose context it is': {
    undo: (home) =>
      superuser(
        home,
        `create or replace function sluice_guard.tenant() returns text stable language sql as $$ select 'globex'::text $$`,
      ),
  },
  'row-level security': { undo: each((table) => `alter table ${table} disable row level security`) },
}

/** What is left of the storage wall when something that it stands on is lost: it lets nothing through. */
export const closings: Readonly<Record<string, Removal>> = {
  'a context that is blank': { undo: (home) => context(home, '') },
  'a context that is another tenant’s, and signed by a stranger': {
    undo: (home) => context(home, contextSigner(new Uint8Array(32).fill(1)).sign('globex', 600_000)),
  },
  'a context that was good an hour ago': {
    undo: (home) => context(home, contextSigner(contextKey).sign('globex', -3_600_000)),
  },
  'FORCE gone, for a role that is no owner': {
    undo: each((table) => `alter table ${table} no force row level security`),
  },
}

/** Whatever context a trip sets, the warehouse is told this one: new connections find this function first. */
function context(home: Home, value: string): Promise<unknown> {
  return superuser(
    home,
    `create schema astray;
    create function astray.set_config(name text, value text, local boolean) returns text language sql as
      $$ select pg_catalog.set_config(name, case name when 'sluice.context' then '${value}' else value end, local) $$;
    grant usage on schema astray to public;
    alter database ${home.shop.database.name} set search_path = astray, pg_catalog, public`,
  )
}

async function superuser({ shop }: Home, text: string): Promise<void> {
  await run(shop.database.superuserUrl, text)
}

/** All of several, one around the other. */
export function together(several: readonly Removal[]): Removal {
  const options = several.map(({ options = {} }) => options)
  const around = options.flatMap((one) => one.around ?? [])
  const aroundEngine = options.flatMap((one) => one.aroundEngine ?? [])
  return {
    options: {
      ...Object.assign({}, ...options),
      around: (warehouse) => around.reduce((inner, wrap) => wrap(inner), warehouse),
      aroundEngine: (engine) => aroundEngine.reduce((inner, wrap) => wrap(inner), engine),
    },
    ...(several.some(({ undo }) => undo)
      ? {
          undo: async (home) => {
            for (const { undo } of several) await undo?.(home)
          },
        }
      : {}),
    ...(several.some(({ known }) => known) ? { known: true } : {}),
  }
}

/** Every tenant's parameter is still sent, and compared with nothing. */
function unbound(warehouse: Warehouse): Warehouse {
  const open = <S extends Statement>(statement: S): S => ({
    ...statement,
    text: statement.text.replaceAll(/"\w+"\."tenant_id" = (\$\d+)/g, '($1::text is not null)'),
  })
  return {
    ...warehouse,
    run: (scope, statements, options) => warehouse.run(scope, statements.map(open), options),
    stream: (scope, statement, options) => warehouse.stream(scope, open(statement), options),
  }
}

/** A scope that fits the plan that it is to run. */
function forged(engine: Engine): Engine {
  return {
    ...engine,
    run: async (scope, compiled, ...rest) =>
      engine.run(await withRoles(scope, compiled[0]?.viewer.roles), compiled, ...rest),
  }
}

async function withRoles(scope: Scope, roles: readonly string[] = []): Promise<Scope> {
  if (scope.kind === 'operator') return scope
  return openScope({ ...scope.principal, roles }, { knows: () => Promise.resolve(true) })
}

/** Plans are kept without the roles that they were made for: whoever asked first is answered for all. */
function firstCome(engine: Engine): Engine {
  const first = new Map<string, Viewer>()
  return {
    ...engine,
    compileAll: (queries, viewer) => {
      const key = JSON.stringify(queries)
      if (!first.has(key)) first.set(key, viewer)
      return engine.compileAll(queries, first.get(key) ?? viewer)
    },
  }
}

/** The database's own words leave as if they were about what the caller sent. */
function outspoken(warehouse: Warehouse): Warehouse {
  return {
    ...warehouse,
    run: (...asked) =>
      warehouse.run(...asked).catch((error: unknown) => {
        const { cause } = error as { cause?: unknown }
        if (!(cause instanceof Error)) throw error
        throw new SluiceError('INVALID_VALUE', cause.message)
      }),
  }
}

/** One API schema, and with it its words about what isn't there, whatever the roles. */
function oneSchema(engine: Engine): Engine {
  const { models } = engine
  const byName = new Map(
    [...models.byName].map(([name, { allow: _allow, minGroup: _minGroup, ...model }]) => {
      const fields = [...model.fields].map(([field, { allow: _allow, ...one }]) => [field, one] as const)
      return [name, { ...model, fields: new Map(fields) }]
    }),
  )
  return { ...engine, models: { ...models, byName } }
}
