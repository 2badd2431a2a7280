import { invariant } from '../../base/errors.ts'
import { modelNamed, type Link, type Model, type Models } from '../../model/model.ts'

/** A model's source, read once under an alias, bound to the tenant where it is read. */
export interface Table {
  readonly alias: string
  readonly model: Model
  /** To-one links from the frame's root. */
  readonly path: readonly string[]
}

export interface Join {
  readonly table: Table
  readonly from: Table
  readonly link: Link
}

/** Hands out aliases that are unique in a statement. */
export type Aliases = (prefix: string) => string

export function aliases(): Aliases {
  let next = 0
  return (prefix) => `${prefix}${next++}`
}

/** What one SELECT reads: a root and what hangs on it along to-one links, each path joined once. */
export class Frame {
  readonly root: Table
  readonly joins: Join[] = []
  /** For a frame below another: how its root hangs on a row of that one. */
  readonly parent: { readonly table: Table; readonly link: Link } | undefined
  readonly #models: Models
  readonly #alias: Aliases
  readonly #byPath = new Map<string, Table>()

  constructor(models: Models, model: Model, alias: Aliases, parent?: { table: Table; link: Link }) {
    this.#models = models
    this.#alias = alias
    this.parent = parent
    this.root = { alias: alias('t'), model, path: [] }
    this.#byPath.set('', this.root)
  }

  /** A frame over what `link` leads to from a row of `table`. */
  below(table: Table, link: Link): Frame {
    return new Frame(this.#models, modelNamed(this.#models, link.to), this.#alias, { table, link })
  }

  /** The table at the end of a path of to-one links, joined if it isn't yet. */
  at(path: readonly string[]): Table {
    const known = this.#byPath.get(path.join('.'))
    if (known) return known
    const from = this.at(path.slice(0, -1))
    const link = from.model.fields.get(path.at(-1) ?? '')
    invariant(link?.is === 'link' && !link.many, `${path.join('.')} is a path of to-one links`)
    const table: Table = { alias: this.#alias('t'), model: modelNamed(this.#models, link.to), path }
    this.#byPath.set(path.join('.'), table)
    this.joins.push({ table, from, link })
    return table
  }

  alias(prefix: string): string {
    return this.#alias(prefix)
  }
}
