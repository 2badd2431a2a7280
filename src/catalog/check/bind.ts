import type { Fault, Faults } from '../../base/fault.ts'
import type { Model, Models } from '../../model/model.ts'
import { nearest } from '../../model/nearest.ts'
import { joinName } from '../../model/parse/name.ts'
import type { Column, Inventory, Relation, Warehouse } from '../../warehouses/contract.ts'
import { valueOfType } from './carry.ts'

/** What checking asks of a warehouse. */
export type Inspectable = Pick<Warehouse, 'inspect' | 'describe' | 'dialect'>

/** A model and what its warehouse has for it. */
export interface Bound {
  readonly model: Model
  readonly warehouse: Inspectable
  readonly inventory: Inventory
  readonly columns: ReadonlyMap<string, Column>
  /** Undefined for a model over SQL. */
  readonly relation: Relation | undefined
}

/** Finds each model's source; a model whose source can't be found is told and left out. */
export async function bindModels(
  models: Models,
  warehouses: ReadonlyMap<string, Inspectable>,
  faults: Faults,
): Promise<ReadonlyMap<string, Bound>> {
  const inventories = new Map<string, Inventory>()
  const bound = new Map<string, Bound>()
  for (const model of models.byName.values()) {
    const warehouse = warehouses.get(model.warehouse)
    if (!warehouse) {
      faults.add(unknownWarehouse(model, warehouses))
      continue
    }
    const inventory = inventories.get(model.warehouse) ?? (await warehouse.inspect())
    inventories.set(model.warehouse, inventory)
    const source = await bindSource(model, warehouse, inventory)
    if ('what' in source) faults.add(source)
    else bound.set(model.name, { model, warehouse, inventory, ...source })
  }
  return bound
}

function unknownWarehouse(model: Model, warehouses: ReadonlyMap<string, unknown>): Fault {
  return {
    what: `"${model.name}" is in the warehouse "${model.warehouse}", which is not configured`,
    at: model.at,
    expected: `one of ${[...warehouses.keys()].join(', ')}`,
    cure: 'Add it under "warehouses" in sluice.yaml, or correct the name',
  }
}

async function bindSource(
  model: Model,
  warehouse: Inspectable,
  inventory: Inventory,
): Promise<Pick<Bound, 'columns' | 'relation'> | Fault> {
  const { source } = model
  if (source.is === 'table') {
    const schema = source.schema ?? 'public'
    const relation = inventory.relations.find((one) => one.name === source.name && one.schema === schema)
    return relation ? { relation, columns: byName(relation.columns) } : unknownSource(model, inventory)
  }
  const [described = []] = await warehouse.describe([`select * from (${source.text}\n) as source`])
  if ('error' in described) {
    return {
      what: `The SQL of "${model.name}" is wrong: ${described.error}`,
      at: model.at,
      expected: 'one select that the warehouse understands',
      cure: 'Correct the SQL',
    }
  }
  const columns = described.map(({ name, type }) => {
    const value = valueOfType(type, inventory)
    return { name, type, nullable: true, ...(value && { value }) }
  })
  return { relation: undefined, columns: byName(columns) }
}

function unknownSource({ name, at, source }: Model, { relations }: Inventory): Fault {
  const parts = source.is === 'table' ? [source.schema ?? [], source.name].flat() : []
  const written = joinName(parts)
  const names = relations.map((relation) => joinName([relation.schema, relation.name]))
  const elsewhere = relations.find((relation) => relation.name === parts.at(-1))
  const near = elsewhere ? joinName([elsewhere.schema, elsewhere.name]) : nearest(written, names)
  return {
    what: `The source "${written}" of "${name}" is not in the warehouse`,
    at,
    expected: 'a table or view of the warehouse',
    cure: near ? `Write "${near}"` : 'Correct the name, or create the table',
  }
}

function byName(columns: readonly Column[]): ReadonlyMap<string, Column> {
  return new Map(columns.map((column) => [column.name, column]))
}

/** A fault for a column that the source lacks; undefined where it has it. */
export function missingColumn(of: Bound, column: string, at: Fault['at'], role: string): Fault | undefined {
  if (of.columns.has(column)) return undefined
  const near = nearest(column, of.columns.keys())
  return {
    what: `${role}: "${of.model.name}" has no column "${column}"`,
    at,
    expected: `one of ${[...of.columns.keys()].join(', ')}`,
    cure: near ? `Write "${near}"` : 'Correct the name, or add the column to the warehouse',
  }
}
