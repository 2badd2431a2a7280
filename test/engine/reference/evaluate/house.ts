import { instantOf, Instant } from '../values/calendar.ts'
import { computeExp, type Exp } from '../world/expression.ts'
import { fieldOf, type LinkSpec, type ModelSpec, type Row } from '../world/spec.ts'
import { compareValues, type Value } from '../values/value.ts'
import type { World } from '../world/world.ts'

/** A row with its model. */
export interface Item {
  readonly model: ModelSpec
  readonly row: Row
}

/** What one tenant sees of a world. */
export class House {
  readonly #world: World
  readonly #tenant: string

  constructor(world: World, tenant: string) {
    this.#world = world
    this.#tenant = tenant
  }

  model(name: string): ModelSpec {
    const model = this.#world.models.find((one) => one.name === name)
    if (!model) throw new TypeError(`no model ${name}`)
    return model
  }

  get models(): readonly ModelSpec[] {
    return this.#world.models
  }

  /** Every row of a model that the tenant may see. */
  items(model: ModelSpec): readonly Item[] {
    return this.#all(model).filter((item) => this.#mine(item))
  }

  /** The row that a to-one link leads to. */
  follow(item: Item | null, name: string): Item | null {
    if (item === null) return null
    const link = fieldOf(item.model, 'link', name)
    return this.items(this.model(link.to)).find((target) => joined(item, link, target)) ?? null
  }

  /** The rows that a to-many link leads to. */
  followMany(item: Item, link: LinkSpec): readonly Item[] {
    const targets = this.items(this.model(link.to))
    const { along } = link
    if (!along) return targets.filter((target) => joined(item, link, target))
    return targets.filter((target) => same(this.walk(target, along), item))
  }

  walk(item: Item | null, path: readonly string[]): Item | null {
    return path.reduce<Item | null>((at, name) => this.follow(at, name), item)
  }

  /** A dimension's value; null where there is no row. */
  value(item: Item | null, name: string): Value {
    if (item === null) return null
    const { from, zone } = fieldOf(item.model, 'dimension', name)
    if (from.is === 'sql') return this.compute(item, from.exp)
    const value = item.row[from.column.name] ?? null
    // A timestamp without zone is a wall clock's: of the zone that is declared, or of UTC.
    return zone !== undefined && value instanceof Instant ? instantOf(value.micros, zone) : value
  }

  /** A dimension along to-one links. */
  valueAt(item: Item | null, path: readonly string[]): Value {
    return this.value(this.walk(item, path.slice(0, -1)), path.at(-1) ?? '')
  }

  compute(item: Item, exp: Exp): Value {
    return computeExp(exp, (path) => this.valueAt(item, path))
  }

  #all(model: ModelSpec): readonly Item[] {
    return (this.#world.rows.get(model.name) ?? []).map((row) => ({ model, row }))
  }

  #mine(item: Item): boolean {
    const { tenant } = item.model
    if (tenant.is === 'shared') return true
    if (tenant.is === 'column') return item.row['tenant_id'] === this.#tenant
    // Whose it is, the rows along the path say: whoever's they are.
    return this.#owners([item], tenant.links).some(({ row }) => row['tenant_id'] === this.#tenant)
  }

  #owners(items: readonly Item[], links: readonly string[]): readonly Item[] {
    return links.reduce<readonly Item[]>((at, name) => at.flatMap((item) => this.#parents(item, name)), items)
  }

  #parents(item: Item, name: string): readonly Item[] {
    const link = fieldOf(item.model, 'link', name)
    return this.#all(this.model(link.to)).filter((target) => joined(item, link, target))
  }
}

export function same(a: Item | null, b: Item | null): boolean {
  return a !== null && b !== null && a.row === b.row
}

function joined(item: Item, { on }: LinkSpec, target: Item): boolean {
  return on.every(({ here, there }) => {
    const [left, right] = [item.row[here] ?? null, target.row[there] ?? null]
    return left !== null && right !== null && compareValues(left, right) === 0
  })
}
