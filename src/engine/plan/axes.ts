import { SluiceError } from '../../base/errors.ts'
import { modelNamed, type Dimension, type Model } from '../../model/model.ts'
import type { MetricsQuery, Selection } from '../query.ts'
import { resolveGrouping, resolveJoin, resolveModel, type Lens } from '../resolve.ts'
import { leading } from '../leading.ts'
import type { Axis, Place } from './axis.ts'

/** The most to-many links that a question's rows are grouped along: their groups multiply. */
const MOST_EACH = 3

/** The axes of a plan, each made once. */
export class Axes {
  readonly list: Axis[] = []
  readonly #bySelection = new Map<Selection, Axis>()

  /** The axes that a selection groups by. */
  selected(lens: Lens, query: MetricsQuery, select: readonly Selection[]): readonly Axis[] {
    const found = new Set<Axis>()
    const eaches = new Set<string>()
    const home = query.model === undefined ? undefined : resolveModel(lens, query.model)
    const visit = (selection: Selection, step: Step | undefined): void => {
      switch (selection.is) {
        case 'time':
          return add(selection, this.#time(lens, query, selection))
        case 'group': {
          const model = resolveModel(lens, selection.model)
          const root: Step = { model, home: false, root: model.name, path: [], label: [model.names.one] }
          return selection.select.forEach((inner) => visit(inner, root))
        }
        case 'one':
        case 'each': {
          if (!step) return
          const many = selection.is === 'each'
          const { to } = resolveJoin(lens, step.model, selection.link, many)
          if (many && !step.home) throw severally(step, selection.link)
          if (many && step.each !== undefined) throw twice(step, selection.link)
          const path = [...step.path, selection.link]
          if (many) eaches.add(path.join('.'))
          if (eaches.size > MOST_EACH) throw product(eaches)
          const label = [...step.label, selection.link]
          const below: Step = { ...step, model: to, path, label, ...(many ? { each: path.length } : {}) }
          return selection.select.forEach((inner) => visit(inner, below))
        }
        case 'dimension':
          return step && add(selection, this.#dimension(lens, query, step, selection))
        default:
          return undefined
      }
    }
    const add = (selection: Selection, axis: Axis): void => {
      this.#bySelection.set(selection, axis)
      found.add(axis)
    }
    const start: Step | undefined = home && { model: home, home: true, root: home.name, path: [], label: [] }
    for (const selection of select) visit(selection, start)
    return [...found]
  }

  of(selection: Selection): Axis | undefined {
    return this.#bySelection.get(selection)
  }

  #dimension(
    lens: Lens,
    query: MetricsQuery,
    step: Step,
    { field, by }: Extract<Selection, { is: 'dimension' }>,
  ): Axis {
    const { path, root: model } = step
    const dimension = resolveGrouping(lens, modelNamed(lens.models, model), path, step.model, field)
    const place: Place = step.home
      ? { is: 'path', model, path, field, ...(step.each === undefined ? {} : { each: step.each }) }
      : { is: 'model', model, path, field }
    const origin = { model: step.model.name, field }
    return this.#axis(query, place, [...step.label, field].join('.'), dimension, origin, by)
  }

  #time(lens: Lens, query: MetricsQuery, { by }: Extract<Selection, { is: 'time' }>): Axis {
    modelNamed(lens.models, leading(query))
    return this.#axis(
      query,
      { is: 'time' },
      'time',
      { type: 'DateTime', time: true },
      { model: '', field: 'time' },
      by,
    )
  }

  #axis(
    query: MetricsQuery,
    place: Place,
    label: string,
    { type, time }: Pick<Dimension, 'type' | 'time'>,
    origin: Pick<Axis, 'model' | 'field'>,
    by: Axis['by'],
  ): Axis {
    const id = JSON.stringify([place, by ?? null, by ? query.calendar : null])
    const known = this.list.find((axis) => axis.id === id)
    if (known) return known
    const axis: Axis = {
      name: `d${this.list.length}`,
      id,
      label,
      place,
      ...origin,
      type,
      time,
      ...(by ? { by } : {}),
    }
    this.list.push(axis)
    return axis
  }
}

/** Where a selection stands: the model there, and the links that led there. */
interface Step {
  readonly model: Model
  /** Whether the links begin at the model that the question is about. */
  readonly home: boolean
  readonly root: string
  readonly path: readonly string[]
  readonly label: readonly string[]
  readonly each?: number
}

function severally({ model }: Step, link: string): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: `"${model.name}.${link}" leads to many rows`,
    expected: 'to-one links in "metrics", whose models share what they group by',
    cure: `Ask for the measures of one model, such as "${model.names.metrics}"`,
  })
}

function product(paths: ReadonlySet<string>): SluiceError {
  return new SluiceError('TOO_COSTLY', {
    what: `Rows are grouped along ${paths.size} to-many links: ${[...paths].map((path) => `"${path}"`).join(', ')}`,
    expected: `at most ${MOST_EACH}: each row counts in every combination of what they lead to`,
    cure: 'Ask for them in questions of their own',
  })
}

function twice({ model }: Step, link: string): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: `"${model.name}.${link}" is a second to-many link on the way to a grouping`,
    expected: 'one to-many link on a path',
    cure: `Group measures of "${model.name}" by it instead`,
  })
}
