import { SluiceError } from '../../base/errors.ts'

/** The project's dashboards by name. */
export type Dashboards = ReadonlyMap<string, Dashboard>

/** A file of `dashboards/`: its operations merged into one document, so that one request fills every widget. */
export interface Dashboard {
  readonly name: string
  readonly title: string
  readonly widgets: readonly Widget[]
  /** The filters that the widgets share. */
  readonly variables: readonly DashboardVariable[]
  /** One operation; its root fields are called `<widget>__<response name>`. */
  readonly document: string
}

export interface Widget {
  /** The operation's name. */
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly chart: Chart
}

/** `x`, `y`, `series` and `compare` are response names of a row, dotted where they are nested. */
export interface Chart {
  readonly type: ChartType
  readonly x?: string
  readonly y?: readonly string[]
  readonly series?: string
  /** What the first of `y` is compared with. */
  readonly compare?: string
  readonly better?: 'HIGHER' | 'LOWER' | 'NEITHER'
  /** Takes the whole line. */
  readonly wide?: boolean
  /** `integer`, `percent`, `USD` …: how the embed writes numbers; one for all, or one for each of `y`. */
  readonly format?: readonly string[]
}

export type ChartType = 'KPI' | 'LINE' | 'BAR' | 'TABLE'

export interface DashboardVariable {
  readonly name: string
  /** The GraphQL type as written: `Duration!`. */
  readonly type: string
  readonly default?: unknown
}

/** @throws NOT_FOUND */
export function dashboardOf(dashboards: Dashboards, name: string): Dashboard {
  const dashboard = dashboards.get(name)
  if (dashboard) return dashboard
  throw new SluiceError('NOT_FOUND', {
    what: 'There is no such dashboard',
    expected: 'the name of a file in dashboards/, without `.graphql`',
  })
}
