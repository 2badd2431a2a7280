/** What `GET {endpoint}/dashboards/{name}` answers. */
export interface Definition {
  readonly name: string
  readonly title: string
  readonly widgets: readonly Widget[]
  /** The filters that all widgets share. */
  readonly variables: readonly Variable[]
}

export interface Widget {
  /** The operation's name; its root fields stand under `<name>__<response name>` in the answer. */
  readonly name: string
  readonly title?: string | null
  readonly description?: string | null
  readonly chart: Chart
}

/** `x`, `y`, `series` and `compare` are response names of a row, dotted where they are nested: `customer.plan`. */
export interface Chart {
  readonly type: ChartType
  readonly x?: string | null
  readonly y?: readonly string[] | null
  readonly series?: string | null
  /** What the first of `y` is compared with: the same measure of an earlier time, say. */
  readonly compare?: string | null
  /** Which way of a comparison is good news; up, if not said. */
  readonly better?: 'HIGHER' | 'LOWER' | 'NEITHER' | null
  /** Takes the whole line. */
  readonly wide?: boolean | null
  /** How numbers are written, one for all or one for each of `y`; `parseFormat` says what there is. */
  readonly format?: readonly string[] | null
}

export type ChartType = 'KPI' | 'LINE' | 'BAR' | 'TABLE'

export interface Variable {
  readonly name: string
  /** The GraphQL type as written: `Duration!`. */
  readonly type: string
  readonly default?: unknown
}
