import { html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit'
import { resultOf } from '../answer.ts'
import { Client, Refusal, type GetToken, type GraphAnswer } from '../client.ts'
import { theme } from '../theme.ts'
import { arrange } from './arrange.ts'
import { filters } from './filters.ts'
import { styles } from './styles.ts'
import type { Definition, Widget } from '../definition.ts'

type Variables = Readonly<Record<string, unknown>>

/**
 * `<sluice-dashboard name="sales" token="…" endpoint="https://…">`: a dashboard of Sluice in any page.
 *
 * One request for what to draw and one for all data, whatever the number of widgets. Fires `sluice-load` when data
 * is shown and `sluice-error` (detail: the message) when there is none.
 */
export class SluiceDashboard extends LitElement {
  static override styles = [theme, styles]
  static override properties = {
    name: {},
    token: {},
    endpoint: {},
    locale: {},
    variables: { attribute: false },
    getToken: { attribute: false },
    definition: { state: true },
    answer: { state: true },
    failure: { state: true },
    busy: { state: true },
    chosen: { state: true },
  }

  /** The dashboard's name: its file in `dashboards/`. */
  declare name: string
  /** An embed token. Setting another one starts over: it may be another tenant's. */
  declare token: string | undefined
  /** Where Sluice is; by default the page's own origin. */
  declare endpoint: string
  /** A BCP 47 tag for numbers and dates; by default the page's, then the browser's. */
  declare locale: string | undefined
  /** Values for the dashboard's variables; what a reader chooses goes over them. */
  declare variables: Variables
  /** Asked for a token when there is none, and once more when one has expired. */
  declare getToken: GetToken | undefined
  declare private definition: Definition | undefined
  declare private answer: GraphAnswer | undefined
  declare private failure: string | undefined
  declare private busy: boolean
  declare private chosen: Variables
  #client: Client | undefined
  #under: AbortController | undefined

  constructor() {
    super()
    this.endpoint = ''
    this.variables = {}
    this.chosen = {}
    this.busy = false
  }

  /** Asks for the data again, with the same filters. */
  async refresh(): Promise<void> {
    await this.#load()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#under?.abort()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.#under?.signal.aborted) void this.#load()
  }

  override willUpdate(changed: PropertyValues): void {
    const another = ['name', 'token', 'endpoint', 'getToken'].some((property) => changed.has(property))
    if (another) this.#startOver()
    if (another || changed.has('variables')) void this.#load()
  }

  /** Nothing of the tenant before may stay on the screen. */
  #startOver(): void {
    this.#client = new Client(this.endpoint, this.token || undefined, this.getToken)
    this.definition = undefined
    this.answer = undefined
    this.failure = undefined
  }

  async #load(): Promise<void> {
    this.#under?.abort()
    if (!this.name || !this.#client || !(this.token || this.getToken)) return
    const under = new AbortController()
    this.#under = under
    this.busy = true
    try {
      const [definition, answer] = await this.#ask(this.#client, under.signal)
      if (under.signal.aborted) return
      this.definition = definition
      this.answer = answer
      this.failure = undefined
      this.#tell('sluice-load')
    } catch (error) {
      if (under.signal.aborted) return
      this.failure = error instanceof Refusal ? error.message : 'The server can’t be reached.'
      this.#tell('sluice-error', this.failure)
    }
    this.busy = false
  }

  /** Both at once: the server knows the variables' defaults, so the data needn't wait for the definition. */
  #ask(client: Client, signal: AbortSignal): Promise<readonly [Definition, GraphAnswer]> {
    const definition = this.definition
      ? Promise.resolve(this.definition)
      : client.definition(this.name, signal)
    // The skeleton takes the dashboard's shape as soon as that is known.
    const shaped = definition.then((known) => {
      if (!signal.aborted) this.definition = known
      return known
    })
    return Promise.all([shaped, client.answer(this.name, { ...this.variables, ...this.chosen }, signal)])
  }

  #tell(name: string, detail?: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }

  override render(): TemplateResult {
    const { definition, failure } = this
    if (failure && !this.answer) return this.#refused(failure)
    if (!definition)
      return html`<div class="widgets" aria-busy="true">
        ${placeholders.map((w) => this.#widget(w, spanOf(w)))}
      </div>`
    const spans = arrange(definition.widgets)
    return html`<section aria-label=${definition.title}>
      <div class="head">
        <h2>${definition.title}</h2>
        ${filters(definition.variables, { ...this.variables, ...this.chosen }, (name, value) => this.#choose(name, value))}
        ${this.#refreshButton()}
      </div>
      ${failure ? html`<p class="refused" role="alert">${failure}</p>` : nothing}
      <div class="widgets">
        ${definition.widgets.map((widget, i) => this.#widget(widget, spans[i] ?? 12))}
      </div>
    </section>`
  }

  #widget(widget: Widget, span: number): TemplateResult {
    const result = this.definition && this.answer ? resultOf(widget, this.answer) : undefined
    return html`<sluice-widget
      class="span-${span}"
      .widget=${widget}
      .result=${result}
      .locale=${this.locale || document.documentElement.lang || navigator.language}
      ?stale=${this.busy && result !== undefined}
    ></sluice-widget>`
  }

  #choose(name: string, value: string): void {
    this.chosen = { ...this.chosen, [name]: value }
    void this.#load()
  }

  #refused(message: string): TemplateResult {
    return html`<div class="refused" role="alert">
      <p>${message}</p>
      <button @click=${() => this.refresh()}>Try again</button>
    </div>`
  }

  #refreshButton(): TemplateResult {
    return html`<button
      class="refresh"
      aria-label="Refresh"
      title="Refresh"
      aria-disabled=${this.busy}
      @click=${() => this.refresh()}
    >
      <svg width="16" height="16" aria-hidden="true">
        ${svg`<path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.8V4.6H10.7" />`}
      </svg>
    </button>`
  }
}

/** What stands there before the definition has come. */
const placeholders: readonly Widget[] = (['KPI', 'KPI', 'KPI', 'LINE'] as const).map((type, i) => ({
  name: `loading ${i}`,
  title: '\u00a0',
  chart: { type },
}))

function spanOf({ chart }: Widget): number {
  return chart.type === 'KPI' ? 4 : 12
}
