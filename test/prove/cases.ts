import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createTable, indexTable, linkTable } from '../../src/app/demo/ddl.ts'
import { tables } from '../../src/app/demo/tables.ts'
import { loadModels, readSchemaFolder } from '../../src/model/index.ts'
import type { Models } from '../../src/model/model.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { sluice } from '../support/line.ts'
import { shopSchema, shopTables } from '../support/shop.ts'
import { tradeTables } from '../support/trade.ts'

/** A project whose warehouse has tables and no row that a test relies on. */
export interface Case {
  readonly name: string
  readonly open: () => Promise<{ readonly database: FreshDatabase; readonly models: Models }>
}

export const cases: readonly Case[] = [
  {
    name: 'the demo',
    async open() {
      const database = await freshDatabase()
      const ddl = [...tables.map(createTable), ...tables.map(indexTable), ...tables.map(linkTable)]
      await database.query(`create schema marts; ${ddl.join('\n')}`)
      return { database, models: await modelsIn(resolve(import.meta.dirname, '../../schema')) }
    },
  },
  {
    name: 'the test shop',
    async open() {
      const database = await freshDatabase()
      await database.query(shopTables)
      return { database, models: modelsOf(new Map([['schema/shop.graphql', shopSchema]])) }
    },
  },
  {
    name: 'a stranger’s database, drafted by `sluice init`',
    async open() {
      const database = await freshDatabase()
      await database.query(tradeTables)
      const dir = await mkdtemp(join(tmpdir(), 'sluice-prove-'))
      const tenant = ['--tenant', 'customers.customer_id']
      const { code, stderr } = await sluice(['init', '--from', database.url, ...tenant, '--project', dir])
      if (code !== 0) throw new Error(stderr)
      const models = await modelsIn(join(dir, 'schema'))
      await rm(dir, { recursive: true, force: true })
      return { database, models }
    },
  },
]

async function modelsIn(folder: string): Promise<Models> {
  return modelsOf(await readSchemaFolder(folder))
}

function modelsOf(files: ReadonlyMap<string, string>): Models {
  const { models, faults } = loadModels(files)
  if (faults.length > 0) throw new Error(JSON.stringify(faults, null, 1))
  return models
}
