import { invariant, SluiceError } from '../../base/errors.ts'
import type { Measure } from '../../model/model.ts'
import type { MeasureSelection } from '../query.ts'
import { timeAxis, type Ask } from './ask.ts'
import type { Axis } from './axis.ts'
import type { Column } from './base.ts'
import { outputsAs, outputsOf } from './columns.ts'
import type { Expr, Window } from './expr.ts'
import { axisOutput, output, type Setting } from './setting.ts'

/** The forms of a measure in one grouping: as it is, as a share, a rank, running, or of the groups beyond the limit. */
export class Forms {
  /** Computed over all groups of the grouping, also those that moved rows have and that aren't shown. */
  readonly running: { readonly name: string; readonly expr: Expr }[] = []
  /** Computed over the groups that are shown. */
  readonly windows: { readonly name: string; readonly expr: Expr }[] = []
  /** Further groupings that the windows look at. */
  readonly beside: number[] = []
  /** Whether a value looks at another grouping. */
  around = false
  /** Columns of which the groups beyond the limit are added up. */
  readonly sums = new Set<Column>()
  readonly #setting: Setting

  constructor(setting: Setting) {
    this.#setting = setting
  }

  /** A measure's value in the form that a selection gives it. */
  of(measure: Measure, selection: MeasureSelection, ask: Ask): Expr {
    const { share, running, rank } = selection
    invariant([share, running, rank].filter(Boolean).length <= 1, `"${selection.as}" has one form`)
    if (share) return this.#share(measure, selection, ask)
    if (ask.beyond && (rank || running))
      return measure.required ? { is: 'number', text: '0' } : { is: 'null' }
    if (rank) return this.#rank(measure, rank, selection, ask)
    if (running) return this.#running(measure, ask)
    return ask.beyond ? this.#rest(measure, ask) : this.#value(measure, ask)
  }

  /** The group's value as a part of that of the groups around it, which is computed at its own grain. */
  #share(measure: Measure, selection: MeasureSelection, { beyond, ...ask }: Ask): Expr {
    const { sets } = this.#setting
    const within = beyond ? [] : this.#within(selection)
    const set = sets.of(within)
    this.around = true
    const whole = this.#value(measure, { ...ask, axes: within, within: this.#setting.axes })
    const own = beyond ? this.#rest(measure, { ...ask, beyond }) : this.#value(measure, ask)
    if (within.length === 0) {
      return divide(
        own,
        outputsAs(whole, ({ name }) => ({ is: 'at', set, name })),
      )
    }
    if (!this.beside.includes(set)) this.beside.push(set)
    const partition = within.map(axisOutput)
    const around = outputsAs(whole, (of) => this.#window({ is: 'window', fn: 'max', of, partition, set }))
    return divide(own, around)
  }

  /** The value of all groups beyond the limit: added up from them where that is right, measured again where it isn't. */
  #rest(measure: Measure, ask: Ask): Expr {
    const { measuring } = this.#setting
    const { beyond, ...rest } = ask
    const plain = this.#value(measure, { ...rest, axes: beyond?.axes ?? [] })
    const columns = outputsOf(plain).map((name) => measuring.column(name))
    if (!columns.every(({ again }) => again)) return this.#value(measure, ask)
    for (const column of columns) this.sums.add(column)
    return plain
  }

  #rank(measure: Measure, direction: 'ASC' | 'DESC', selection: MeasureSelection, ask: Ask): Expr {
    const by = this.#value(measure, ask)
    const partition = this.#within(selection).map(axisOutput)
    return this.#window({ is: 'window', fn: 'rank', partition, order: { by, direction } })
  }

  #running(measure: Measure, ask: Ask): Expr {
    const { measuring, axes } = this.#setting
    const time = timeAxis(axes)
    const plain = this.#value(measure, ask)
    const names = outputsOf(plain)
    const adds = names.every((name) => measuring.column(name).again !== undefined)
    if (!adds) return this.#value(measure, { ...ask, running: true })
    const partition = axes.filter((axis) => axis !== time).map(axisOutput)
    const order = { by: axisOutput(time), direction: 'ASC' } as const
    return outputsAs(plain, (of) => {
      const { again, counts } = measuring.column(of.name)
      invariant(again, `${of.name} adds up`)
      const sum = this.#window({ is: 'window', fn: again, of, partition, order }, this.running)
      // What has no time has no place along it.
      const placed: Expr = { is: 'present', key: axisOutput(time), of: sum }
      return counts ? { is: 'call', fn: 'coalesce', args: [placed, { is: 'number', text: '0' }] } : placed
    })
  }

  #window(expr: Window, among: { readonly name: string; readonly expr: Expr }[] = this.windows): Expr {
    const id = JSON.stringify(expr)
    const known = among.find((window) => JSON.stringify(window.expr) === id)
    if (known) return output(known.name)
    const name = `w${this.running.length + this.windows.length}`
    among.push({ name, expr })
    return output(name)
  }

  #within({ within = [], as }: MeasureSelection): readonly Axis[] {
    const { axes } = this.#setting
    return axes.filter(({ label }) => {
      const known = axes.map((axis) => axis.label)
      const missing = within.find((one) => !known.includes(one))
      if (missing !== undefined)
        throw new SluiceError('INVALID_REQUEST', {
          what: `"within" of "${as}" names "${missing}", by which the rows are not grouped`,
          expected:
            known.length > 0
              ? `one of ${known.map((one) => `"${one}"`).join(', ')}`
              : 'rows that are grouped',
        })
      return within.includes(label)
    })
  }

  #value(measure: Measure, ask: Ask): Expr {
    return this.#setting.measuring.value(this.#setting.lens, measure, ask)
  }
}

function divide(left: Expr, right: Expr): Expr {
  return { is: 'binary', op: '/', left, right }
}
