import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse, validate } from 'graphql'
import { Faults, tellFault } from '../../src/base/fault.ts'
import { checkModels } from '../../src/catalog/check.ts'
import { apiSchema, syncSchema } from '../../src/documents/index.ts'
import { loadModels } from '../../src/model/load/load.ts'
import { loadDashboards } from '../../src/serve/dashboards/load.ts'
import { defaultLimits } from '../../src/serve/limits/limits.ts'
import type { FreshDatabase } from '../support/database.ts'
import { demoDatabase } from '../support/demo.ts'
import { openWarehouse } from '../support/warehouse.ts'

const root = new URL('../../', import.meta.url)
const files = (folder: string) =>
  new Map(
    readdirSync(new URL(folder, root)).map((file) => {
      const name = `${folder}/${file}`
      return [name, readFileSync(new URL(name, root), 'utf8')] as const
    }),
  )

const { models, faults } = loadModels(files('schema'))

describe('the demo project', () => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await demoDatabase()
  })
  afterAll(() => database.drop())

  test('has models without a fault, each with an owner, each field with a description', () => {
    expect(faults.map((fault) => tellFault(fault, undefined))).toEqual([])
    expect([...models.byName.keys()]).toEqual([
      'Account',
      'Basket',
      'Contact',
      'Customer',
      'Order',
      'OrderItem',
      'Product',
      'ProductUsage',
    ])
    for (const model of models.byName.values()) {
      expect(model.owner).toBeDefined()
      expect(model.description).toBeDefined()
      expect([...model.fields.values()].filter((field) => !field.description)).toEqual([])
    }
  })

  test('binds every model to the tenant: nothing is shared', () => {
    expect([...models.byName.values()].map((model) => model.tenant.is)).not.toContain('shared')
  })

  test('fits the warehouse that the demo makes', async () => {
    const warehouse = openWarehouse(database, { url: database.url, ownerUrl: database.url })
    const checked = await checkModels(models, new Map([['default', warehouse]]))
    await warehouse.close()
    expect(checked.faults.map((fault) => tellFault(fault, undefined))).toEqual([])
  })

  test('has dashboards without a fault', () => {
    const found = new Faults()
    const dashboards = loadDashboards(
      files('dashboards'),
      apiSchema(models, models.roles),
      defaultLimits,
      found,
    )
    expect(found.found.map((fault) => tellFault(fault, undefined))).toEqual([])
    expect(dashboards.get('sales')!.widgets).toHaveLength(10)
    expect(dashboards.get('sales')!.variables.map((variable) => variable.name)).toEqual(['range'])
  })

  test('has a dashboard that needs no role: every user of a shop sees it whole', () => {
    const found = new Faults()
    loadDashboards(files('dashboards'), apiSchema(models, []), defaultLimits, found)
    expect(found.found).toEqual([])
  })

  test('has syncs that validate', () => {
    const schema = syncSchema(models)
    for (const text of files('syncs').values()) expect(validate(schema, parse(text)).map(String)).toEqual([])
  })
})
