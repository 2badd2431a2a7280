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

/** `x`, `y` and `series` are response names of a row, dotted where they are nested: `customer.plan`. */
export interface Chart {
  readonly type: ChartType
  readonly x?: string | null
  readonly y?: readonly string[] | null
  readonly series?: string | null
  /** How numbers are written; `parseFormat` says what there is. */
  readonly format?: string | null
}

export type ChartType = 'KPI' | 'LINE' | 'BAR' | 'TABLE'

export interface Variable {
  readonly name: string
  /** The GraphQL type as written: `Duration!`. */
  readonly type: string
  readonly default?: unknown
}
