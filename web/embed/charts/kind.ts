import type { TemplateResult } from 'lit'
import type { Row } from '../answer.ts'
import type { Chart, ChartType } from '../definition.ts'
import type { Delta } from './delta.ts'

/** Everything that a chart is drawn from. Widths are CSS pixels. */
export interface View {
  readonly title: string
  readonly chart: Chart
  readonly rows: readonly Row[]
  readonly totals: Row | undefined
  readonly width: number
  readonly locale: string
  /** A number of the answer as exact text, in the format of the response name that it stands under. */
  readonly write: (raw: unknown, path?: string) => string
  /** How a value of the first of `y` stands to an earlier one. */
  readonly delta: (now: unknown, was: unknown) => Delta
  /** A position on an axis as short text. */
  readonly tick: (value: number) => string
  /** The point that the pointer or the keyboard is at. */
  readonly at: number | undefined
  readonly point: (at: number | undefined) => void
  readonly order: Order | undefined
  readonly sort: (by: string) => void
}

export interface Order {
  readonly by: string
  readonly descending: boolean
}

/** One kind of chart; one file each, listed in `charts/index.ts`. */
export interface ChartKind {
  readonly type: ChartType
  /** Columns of the dashboard's twelve: as much as it likes beside others, and on a line of its own. */
  readonly span: { readonly beside: number; readonly alone: number }
  /** Whether the same data as a table says more to some readers. */
  readonly alternative: boolean
  readonly draw: (view: View) => TemplateResult
}
