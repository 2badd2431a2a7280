import { html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit'
import { kindOf } from '../charts/index.ts'
import { alternative } from '../charts/table.ts'
import { deltaOf } from '../charts/delta.ts'
import { label, numberWriter, parseFormat, tickWriter, type Format } from '../format.ts'
import { theme } from '../theme.ts'
import { styles } from './styles.ts'
import type { Result } from '../answer.ts'
import type { ChartKind, Order, View } from '../charts/kind.ts'
import type { Chart, Widget } from '../definition.ts'

/** The first of `y`'s format, which is also that of the axis, and any path's. */
function formatsOf({ format, y }: Chart): readonly [Format, (path?: string) => Format] {
  const formats = (format?.length ? format : [undefined]).map(parseFormat)
  const first = formats[0] as Format
  const at = (path?: string) => (path && formats.length > 1 ? Math.max(0, y?.indexOf(path) ?? 0) : 0)
  return [first, (path) => formats[at(path)] ?? first]
}

type Rows = Extract<Result, { is: 'rows' }>

/** One chart on its card: its states, its width, and where the reader points. */
export class SluiceWidget extends LitElement {
  static override styles = [theme, ...styles]
  static override properties = {
    widget: { attribute: false },
    result: { attribute: false },
    locale: { attribute: false },
    stale: { type: Boolean, reflect: true },
    width: { state: true },
    at: { state: true },
    order: { state: true },
    tabular: { state: true },
  }

  declare widget: Widget
  /** Undefined while it is on its way. */
  declare result: Result | undefined
  declare locale: string
  /** What is shown is of an earlier question; the answer to the present one is on its way. */
  declare stale: boolean
  declare private width: number
  declare private at: number | undefined
  declare private order: Order | undefined
  declare private tabular: boolean
  readonly #watch = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.floor(entry.contentRect.width)
  })

  constructor() {
    super()
    this.stale = false
    this.width = 0
    this.tabular = false
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#watch.disconnect()
  }

  override updated(changed: PropertyValues<this>): void {
    const body = this.renderRoot.querySelector('.body')
    if (body) this.#watch.observe(body)
    if (changed.has('result')) this.at = undefined
  }

  override render(): TemplateResult {
    const kind = kindOf(this.widget.chart.type)
    const title = this.widget.title || label(this.widget.name)
    return html`<article
      class=${kind.type.toLowerCase()}
      aria-busy=${this.result === undefined || this.stale}
    >
      <header>
        <h3 title=${this.widget.description ?? nothing}>${title}</h3>
        ${kind.alternative ? this.#switch(title) : nothing}
      </header>
      <div class="body">${this.#body(kind, title)}</div>
    </article>`
  }

  #body(kind: ChartKind, title: string): TemplateResult | typeof nothing {
    const { result } = this
    if (!result) return html`<div class="skeleton" role="status" aria-label="Loading ${title}"></div>`
    if (result.is === 'failed') return html`<p class="note failed" role="alert">${result.message}</p>`
    if (result.rows.length === 0 && !result.totals) return html`<p class="note">Nothing in this period.</p>`
    if (this.width === 0) return nothing
    const view = this.#view(result, title)
    return this.tabular ? alternative(view) : kind.draw(view)
  }

  #view({ rows, totals }: Rows, title: string): View {
    const { chart } = this.widget
    const { locale, width, at, order } = this
    const [first, formatOf] = formatsOf(chart)
    const writers = new Map<Format, (raw: unknown) => string>()
    const writer = (format: Format) => {
      const known = writers.get(format) ?? numberWriter(format, locale)
      writers.set(format, known)
      return known
    }
    return {
      title,
      chart,
      rows,
      totals,
      locale,
      width,
      at,
      order,
      write: (raw, path) => writer(formatOf(path))(raw),
      delta: (now, was) => deltaOf(now, was, first, locale),
      tick: tickWriter(first, locale),
      point: (to) => {
        this.at = to
      },
      sort: (by) => {
        this.order = { by, descending: this.order?.by === by ? !this.order.descending : false }
      },
    }
  }

  #switch(title: string): TemplateResult {
    return html`<button
      class="switch"
      aria-pressed=${this.tabular}
      aria-label="${title} as a table"
      title=${this.tabular ? 'Show as a chart' : 'Show as a table'}
      @click=${() => {
        this.tabular = !this.tabular
      }}
    >
      <svg width="14" height="14" aria-hidden="true">
        ${svg`<path d="M1.5 2.5h11v9h-11zM1.5 5.5h11M1.5 8.5h11M5.5 5.5v6" />`}
      </svg>
    </button>`
  }
}
