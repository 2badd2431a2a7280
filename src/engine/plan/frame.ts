import { invariant } from '../../base/errors.ts'
import { modelNamed, type Link, type Model, type Models } from '../../model/model.ts'
import type { Expr } from './expr.ts'

/** A model's source, read once under an alias, bound to the tenant where it is read. */
export interface Table {
  readonly alias: string
  readonly model: Model
  /** To-one links from the frame's root. */
  readonly path: readonly string[]
  /** The nearest table towards the statement's root whose rows belong to a tenant, itself included; none where all are shared. */
  readonly owner?: Table
}

export interface Join {
  readonly table: Table
  readonly from: Table
  readonly link: Link
}

/** What a row of `table` leads to along a to-many link, each different combination of `columns` once. */
export interface Each {
  readonly alias: string
  readonly link: string
  /** Of the linked rows; its parent is `table`. */
  readonly frame: Frame
  readonly columns: { readonly name: string; readonly expr: Expr }[]
}

/** How a frame hangs on a row of `table` above it: the columns `there`, of `hook`, equal those `here`, of `table`. */
export interface Parent {
  readonly table: Table
  readonly hook: Table
  readonly on: Link['on']
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
  /** The dimension, by its dotted path, that a shifted question reads as if it were another time. */
  moved: { readonly path: string; readonly move: (plain: Expr) => Expr } | undefined
  /** Groupings along to-many links. */
  readonly eaches: Each[] = []
  /** For a frame below another: how its root hangs on a row of that one. */
  readonly parent: Parent | undefined
  readonly #models: Models
  readonly #alias: Aliases
  readonly #byPath = new Map<string, Table>()

  constructor(
    models: Models,
    model: Model,
    alias: Aliases,
    parent?: { table: Table; link: Pick<Link, 'on' | 'along'> },
  ) {
    this.#models = models
    this.#alias = alias
    this.root = owned({ alias: alias('t'), model, path: [] }, parent?.table)
    this.#byPath.set('', this.root)
    this.parent = parent && { table: parent.table, ...this.#hook(parent.link) }
  }

  // A link over several steps hangs on the table that its last step starts from.
  #hook({ along, on }: Pick<Link, 'on' | 'along'>): Pick<Parent, 'hook' | 'on'> {
    if (!along) return { hook: this.root, on }
    const hook = this.at(along.slice(0, -1))
    const last = hook.model.fields.get(along.at(-1) ?? '')
    invariant(last?.is === 'link', `${along.join('.')} is a path of links`)
    return { hook, on: last.on.map(({ here, there }) => ({ here: there, there: here })) }
  }

  /** A frame over what `link` leads to from a row of `table`. */
  below(table: Table, link: Link): Frame {
    return new Frame(this.#models, modelNamed(this.#models, link.to), this.#alias, { table, link })
  }

  /** A frame over a model's rows beside a row of `table`: of the same tenant, joined by conditions alone. */
  beside(table: Table, model: Model): Frame {
    const link: Pick<Link, 'on' | 'along'> = { on: [] }
    return new Frame(this.#models, model, this.#alias, { table, link })
  }

  /** The table at the end of a path of to-one links, joined if it isn't yet. */
  at(path: readonly string[]): Table {
    const known = this.#byPath.get(path.join('.'))
    if (known) return known
    const from = this.at(path.slice(0, -1))
    const link = from.model.fields.get(path.at(-1) ?? '')
    invariant(link?.is === 'link' && !link.many, `${path.join('.')} is a path of to-one links`)
    const table = owned({ alias: this.#alias('t'), model: modelNamed(this.#models, link.to), path }, from)
    this.#byPath.set(path.join('.'), table)
    this.joins.push({ table, from, link })
    return table
  }

  alias(prefix: string): string {
    return this.#alias(prefix)
  }
}

/** `table` with its owner: itself, or, where all tenants share its rows, the owner of the table that it hangs on. */
function owned(table: Table, above: Table | undefined): Table {
  if (table.model.tenant.is !== 'shared') return { ...table, owner: table }
  return above?.owner ? { ...table, owner: above.owner } : table
}
