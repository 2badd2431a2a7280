import type { FarValue } from '../../contract.ts'
import type { Journal, Write } from '../../kit/simulator/journal.ts'
import type { FarRecord } from '../../kit/simulator/simulator.ts'
import type { SandboxProperty } from '../settings.ts'
import { propertiesFor, property, type SimProperty } from './properties.ts'

type Custom = Readonly<Record<string, Readonly<Record<string, SandboxProperty>>>>
type Fields = Readonly<Record<string, FarValue>>

/** One object of an account: its properties, its records, and which record has which unique value. */
interface Shelf {
  readonly properties: Map<string, SimProperty>
  readonly records: Map<string, FarRecord>
  /** `property\nvalue` → id. Archived records free their values. */
  readonly unique: Map<string, string>
}

/** An account's state. It changes only through `commit`, which writes the journal first. */
export class Account {
  readonly #journal: Journal
  readonly #custom: Custom
  readonly #shelves = new Map<string, Shelf>()
  #lastId = 100

  constructor(journal: Journal, custom: Custom) {
    this.#journal = journal
    this.#custom = custom
    for (const write of journal.writes) this.#apply(write)
  }

  properties(object: string): ReadonlyMap<string, SimProperty> | undefined {
    return this.#shelf(object)?.properties
  }

  /** The record that has a unique value, or an id, now. */
  find(object: string, idProperty: string | undefined, id: string): FarRecord | undefined {
    const shelf = this.#shelf(object)
    const own = idProperty === undefined || idProperty === 'hs_object_id'
    const found = own ? id : shelf?.unique.get(place(idProperty, id))
    return found === undefined ? undefined : shelf?.records.get(found)
  }

  isKey(object: string, name: string): boolean {
    if (name === 'hs_object_id' || (object === 'contacts' && name === 'email')) return true
    return this.#shelf(object)?.properties.get(name)?.hasUniqueValue === true
  }

  records(object?: string): readonly FarRecord[] {
    const shelves = object === undefined ? [...this.#shelves.values()] : [this.#shelves.get(object)]
    return shelves.flatMap((shelf) => [...(shelf?.records.values() ?? [])])
  }

  newId(): string {
    return String(++this.#lastId)
  }

  commit(writes: readonly Omit<Write, 'version'>[]): void {
    const first = this.#journal.writes.length + 1
    const versioned = writes.map((write, i) => ({ ...write, version: first + i }))
    this.#journal.append(versioned)
    for (const write of versioned) this.#apply(write)
  }

  #apply(write: Write): void {
    const shelf = this.#shelf(write.object)
    if (!shelf) return
    if (write.operation === 'property') {
      shelf.properties.set(write.id, property(write.id, write.fields as unknown as SandboxProperty))
      return
    }
    this.#lastId = Math.max(this.#lastId, Number(write.id))
    const before = shelf.records.get(write.id)
    for (const name of before ? this.#keys(write.object, before.fields) : []) {
      shelf.unique.delete(place(name, before?.fields[name]))
    }
    if (write.operation === 'archive') {
      shelf.records.delete(write.id)
      return
    }
    const fields = filled({ ...before?.fields, ...write.fields })
    shelf.records.set(write.id, { object: write.object, id: write.id, fields, version: write.version })
    for (const name of this.#keys(write.object, fields)) shelf.unique.set(place(name, fields[name]), write.id)
  }

  #keys(object: string, fields: Fields): string[] {
    return Object.keys(fields).filter((name) => this.isKey(object, name))
  }

  #shelf(object: string): Shelf | undefined {
    const known = this.#shelves.get(object)
    if (known) return known
    const properties = propertiesFor(object, this.#custom)
    if (!properties) return undefined
    const shelf: Shelf = {
      properties: new Map(properties.map((one) => [one.name, one])),
      records: new Map(),
      unique: new Map(),
    }
    this.#shelves.set(object, shelf)
    return shelf
  }
}

function filled(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}

// Whatever a property holds came as a string.
function place(name: string, value: FarValue | undefined): string {
  const text = value as string
  return `${name}\n${name === 'email' ? text.toLowerCase() : text}`
}
