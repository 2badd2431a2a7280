import { expect, test } from '@jest/globals'
import { apiSchema, syncSchema } from '../../src/documents/index.ts'
import { loadModels, readSchemaFolder } from '../../src/model/index.ts'
import { reservedType } from '../../src/model/names.ts'

test('Every type that the API and syncs make of their own is a name that no model and no enum can take', async () => {
  const { models, faults } = loadModels(await readSchemaFolder('schema'))
  expect(faults).toEqual([])
  const declared = new Set([...models.byName.keys(), ...models.enums.keys()])
  for (const schema of [apiSchema(models, models.roles), syncSchema(models)]) {
    const made = Object.keys(schema.getTypeMap()).filter((name) => !declared.has(name))
    expect(made.length).toBeGreaterThan(20)
    expect(made.filter((name) => reservedType(name, declared) === undefined)).toEqual([])
  }
})
