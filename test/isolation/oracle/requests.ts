import fc, { type GeneratorValue } from 'fast-check'
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql'
import { questions } from './questions.ts'

export interface Asked {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Values that hit: what the shop holds, what its other tenant holds, what breaks SQL and JSON. */
const samples: Readonly<Record<string, readonly unknown[]>> = {
  ID: ['1', '2', '5', '1001', '1004', 'A1', 'nobody', ''],
  String: ['a', 'acme', 'globex', '%', '_', "'", '\\', '"', '', 'ſ', 'first', '{"$ref": 1}', '\u2028', '😀'],
  Int: [0, 1, 2, 3, 100],
  Float: [0, 1.5, -1e10],
  Boolean: [true, false],
  Decimal: ['0', '10.25', '600.25', '999', '1000', '-0.0001', '99999999999999999999.9'],
  BigInt: ['0', '1', '7', '7000', '9007199254740993'],
  Date: ['2026-01-20', '2026-02-20', '1999-12-31'],
  DateTime: ['2026-01-10T10:00:00Z', '2026-02-10T10:00:00.123456Z', '2026-03-29T02:30:00+02:00'],
  Duration: ['P1D', '-P1M', 'P90D', 'P10Y', 'PT1H'],
  TimeZone: ['UTC', 'Europe/Paris', 'America/New_York'],
  JSON: ['{}'],
  FieldPath: ['customer', 'customer.plan', 'status', 'order.customer', 'time', 'placedAt', 'tenant'],
}

/** What is refused more often than not, where it is made up. */
const rare = new Set([
  'after',
  'before',
  'orderBy',
  'shift',
  'share',
  'running',
  'rank',
  'within',
  'via',
  'time',
  'fill',
])

/**
 * A request that a schema allows, with every kind of argument, each value written out or in a variable, alone or inside
 * a list or an object. `cursors` are sent where a page begins.
 */
export function ask(g: GeneratorValue, schema: GraphQLSchema, cursors: readonly string[]): Asked {
  return new Asker(g, cursors).ask(schema)
}

/** Draws values, and what stands in requests. */
export class Asker {
  readonly #g: GeneratorValue
  readonly #cursors: readonly string[]
  readonly #declared: string[] = []
  readonly #variables: Record<string, unknown> = {}
  #names = 0

  constructor(g: GeneratorValue, cursors: readonly string[]) {
    this.#g = g
    this.#cursors = cursors
  }

  ask(schema: GraphQLSchema): Asked {
    const root = schema.getQueryType()
    if (!root) throw new TypeError('a schema has a query type')
    const set = this.chance(50) ? questions(this, root) : this.#set(root, 4, this.among([1, 1, 2, 3]))
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(', ')})` : ''
    return { query: `query${declared} ${set}`, variables: this.#variables }
  }

  #set(type: GraphQLObjectType, depth: number, count: number): string {
    const all = Object.values(type.getFields()).filter(
      (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
    )
    const fields = Array.from({ length: count }, () =>
      all.length > 0 ? this.#field(this.among(all), depth) : '__typename',
    )
    return `{ ${fields.map((field) => this.#wrapped(type, field)).join(' ')} }`
  }

  #wrapped(type: GraphQLObjectType, field: string): string {
    if (this.chance(10)) return `... on ${type.name} { ${field} }`
    if (this.chance(10))
      return `... @include(if: ${this.#variable('Boolean!', this.among([true, false]))}) { ${field} }`
    return field
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type)
    // A page is asked for from one end; the rest would only be refused, time after time.
    const otherEnd = this.among([
      ['last', 'before'],
      ['first', 'after'],
    ])
    const args = field.args
      .filter(({ name }) => !otherEnd.includes(name))
      .filter(({ name, type }) => isNonNullType(type) || this.chance(rare.has(name) ? 6 : 35))
      .map(({ name, type }) => `${name}: ${this.input(name, type, 3)}`)
    const given = args.length > 0 ? `(${args.join(', ')})` : ''
    // Two fields of one name and other arguments are refused.
    const head = `${this.named(field.name)}${given}`
    return isObjectType(type) ? `${head} ${this.#set(type, depth - 1, this.among([1, 2, 3, 4]))}` : head
  }

  /** A value in the text: written out, or in a variable of the type that stands there. */
  input(name: string, type: GraphQLInputType, depth: number): string {
    if (this.chance(35)) return this.#variable(String(type), this.#value(name, type, depth))
    const bare = getNullableType(type)
    if (isListType(bare)) {
      const members = Array.from({ length: this.among([1, 1, 2, 3]) }, () =>
        this.input(name, bare.ofType, depth - 1),
      )
      return this.chance(20) && members.length === 1
        ? String(members[0]).replace(/^\$.*/, '[$&]')
        : `[${members.join(', ')}]`
    }
    if (isInputObjectType(bare)) {
      const fields = this.#picked(bare, depth).map((field) => {
        const inner = bare.isOneOf
          ? this.#oneOf(field.name, field.type, depth - 1)
          : this.input(field.name, field.type, depth - 1)
        return `${field.name}: ${inner}`
      })
      return `{ ${fields.join(', ')} }`
    }
    const value = this.#value(name, bare, depth)
    return isEnumType(bare) ? String(value) : JSON.stringify(value)
  }

  // A variable in an object of which only one field is given must not be nullable.
  #oneOf(name: string, type: GraphQLInputType, depth: number): string {
    if (this.chance(35)) return this.#variable(`${String(type)}!`, this.#value(name, type, depth))
    return this.input(name, type, depth).replace(/^\$(\w+)$/, (_, variable: string) => {
      const at = this.#declared.findIndex((declared) => declared.startsWith(`$${variable}:`))
      this.#declared[at] = `${this.#declared[at]}!`
      return `$${variable}`
    })
  }

  #value(name: string, type: GraphQLInputType, depth: number): unknown {
    const bare = getNullableType(type)
    if (isListType(bare)) {
      const members = Array.from({ length: this.among([0, 1, 2, 3]) }, () =>
        this.#value(name, bare.ofType, depth - 1),
      )
      return members.length === 1 && this.chance(30) ? members[0] : members
    }
    if (isInputObjectType(bare)) {
      return Object.fromEntries(
        this.#picked(bare, depth).map((field) => [
          field.name,
          this.#value(field.name, field.type, depth - 1),
        ]),
      )
    }
    const named = bare as GraphQLNamedInputType
    if (isEnumType(named)) return this.among(named.getValues()).name
    if ((name === 'after' || name === 'before') && this.#cursors.length > 0) return this.among(this.#cursors)
    if (name === 'each') return true
    const known = samples[named.name]
    if (!known) throw new Error(`There is no sample of ${name}: ${named.name}`)
    return this.among(known)
  }

  #picked(type: Extract<GraphQLInputType, { isOneOf: boolean }>, depth: number) {
    const all = Object.values(type.getFields())
    const required = all.filter((field) => isNonNullType(field.type))
    if (required.length > 0) return required
    const leaves = all.filter(
      (field) =>
        !isInputObjectType(getNamedType(field.type)) || getNamedType(field.type).name.endsWith('Filter'),
    )
    const from = depth > 0 || leaves.length === 0 ? all : leaves
    const count = type.isOneOf ? 1 : this.among([1, 1, 2])
    return [...new Set(Array.from({ length: count }, () => this.among(from)))]
  }

  /** `name` under a response name of its own. */
  named(name: string): string {
    return `${name}${this.#names++}: ${name}`
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#declared.length}`
    this.#declared.push(`$${name}: ${type}`)
    this.#variables[name] = value
    return `$${name}`
  }

  among<T>(of: readonly T[]): T {
    // By its place: fast-check compares what is drawn from, and the parts of a schema lead to each other in circles.
    return of[this.#g(fc.nat, of.length - 1)] as T
  }

  chance(percent: number): boolean {
    return this.#g(fc.nat, 99) < percent
  }
}
