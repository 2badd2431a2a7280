import type {
  Calendar,
  MeasureSelection,
  MeasuresSelection,
  Condition,
  ConnectionField,
  EdgeField,
  MetricsField,
  MetricsQuery,
  Operand,
  Page,
  Query,
  RowOrder,
  RowsQuery,
  Selection,
} from '../../../../src/engine/query.ts'
import type { Model, Models } from '../../../../src/model/model.ts'
import { given } from '../evaluate/clock.ts'
import { enumName } from '../world/spec.ts'
import type { Request } from '../world/world.ts'

/** Questions that one request asks, each under its response name. */
export interface Question {
  readonly roots: readonly { readonly as: string; readonly query: Query }[]
  /** Whether values go as variables. */
  readonly lifted: boolean
}

/** The request as GraphQL text. */
export function printQuestion(api: Models, { roots, lifted }: Question): Request {
  const printer = new Printer(api, lifted)
  const fields = roots.map(({ as, query }) => `  ${as}: ${printer.root(query)}`)
  const declared = printer.declarations.length > 0 ? `query (${printer.declarations.join(', ')}) ` : ''
  return { text: `${declared}{\n${fields.join('\n')}\n}`, variables: printer.variables }
}

class Printer {
  readonly declarations: string[] = []
  readonly variables: Record<string, unknown> = {}
  readonly #api: Models
  readonly #lifted: boolean

  constructor(api: Models, lifted: boolean) {
    this.#api = api
    this.#lifted = lifted
  }

  root(query: Query): string {
    if (query.is === 'metrics') return this.#metrics(query)
    const model = this.#model(query.model)
    if (query.shape.is === 'one')
      return `${model.names.one}${this.#key(query.where)} { ${this.#select(model, query.select)} }`
    return `${model.names.many}${this.#connection(model, query)}`
  }

  #model(name: string): Model {
    const model = this.#api.byName.get(name)
    if (!model) throw new TypeError(`no model ${name}`)
    return model
  }

  #target(model: Model, link: string): Model {
    const field = model.fields.get(link)
    if (field?.is !== 'link') throw new TypeError(`${model.name} has no link ${link}`)
    return this.#model(field.to)
  }

  #key(where: Condition | undefined): string {
    const parts = where?.is === 'and' ? where.of : []
    return args(
      parts.map((part) =>
        part.is === 'compare' && part.operands[0] ? `${part.field}: ${this.#operand(part.operands[0])}` : '',
      ),
    )
  }

  #connection(model: Model, { where, orderBy, page, shape, calendar }: RowsQuery): string {
    const fields = shape.is === 'connection' ? shape.fields : []
    const given = args([
      where && `where: ${this.#condition(where)}`,
      orders(orderBy),
      ...this.#page(page ?? {}),
      ...this.#calendar(calendar),
    ])
    return `${given} { ${fields.map((field) => this.#connectionField(model, field)).join(' ')} }`
  }

  #page(page: Page): string[] {
    return (['first', 'after', 'last', 'before'] as const).flatMap((name) => {
      const size = page[name]
      return size ? [`${name}: ${this.#operand(size)}`] : []
    })
  }

  #connectionField(model: Model, field: ConnectionField): string {
    switch (field.is) {
      case 'nodes':
        return `${named(field.as, 'nodes')} { ${this.#select(model, field.select)} }`
      case 'edges':
        return `${named(field.as, 'edges')} { ${field.fields.map((edge) => this.#edge(model, edge)).join(' ')} }`
      case 'pageInfo':
        return `${named(field.as, 'pageInfo')} { ${field.fields.map(plainField).join(' ')} }`
      default:
        return plainField(field)
    }
  }

  #edge(model: Model, field: EdgeField): string {
    if (field.is !== 'node') return plainField(field)
    return `${named(field.as, 'node')} { ${this.#select(model, field.select)} }`
  }

  #metrics(query: MetricsQuery): string {
    const { where, having, orderBy, limit, offset, others, fill, calendar, fields } = query
    const model = query.model === undefined ? undefined : this.#model(query.model)
    const given = args([
      where && `where: ${this.#condition(where)}`,
      having && `having: ${this.#condition(having, true)}`,
      orders(orderBy),
      limit && `limit: ${this.#operand(limit)}`,
      offset && `offset: ${this.#operand(offset)}`,
      others && 'others: true',
      fill && 'fill: true',
      ...this.#calendar(calendar),
    ])
    return `${model?.names.metrics ?? 'metrics'}${given} { ${fields.map((field) => this.#metricsField(model, field)).join(' ')} }`
  }

  #calendar(calendar: Calendar | undefined): string[] {
    const { timezone, weekStart, yearStart } = calendar ?? {}
    return [
      ...(timezone ? [`timezone: ${this.#operand(timezone)}`] : []),
      ...(weekStart ? [`weekStart: ${weekStart}`] : []),
      ...(yearStart ? [`yearStart: ${months[yearStart - 1]}`] : []),
    ]
  }

  #metricsField(model: Model | undefined, field: MetricsField): string {
    if (field.is === 'typename') return plainField(field)
    if (field.is === 'meta') return `${named(field.as, 'meta')} { ${field.fields.map(plainField).join(' ')} }`
    return `${named(field.as, field.is)} { ${this.#select(model, field.select)} }`
  }

  #select(model: Model | undefined, select: readonly Selection[]): string {
    return select.map((selection) => this.#selection(model, selection)).join(' ')
  }

  #selection(model: Model | undefined, selection: Selection): string {
    const { as } = selection
    switch (selection.is) {
      case 'typename':
        return plainField(selection)
      case 'others':
        return named(as, '_others')
      case 'time':
        return `${named(as, 'time')}(by: ${selection.by})`
      case 'group': {
        const of = this.#model(selection.model)
        return `${named(as, of.names.one)} { ${this.#select(of, selection.select)} }`
      }
      case 'measures':
        return this.#measures(selection)
      case 'dimension':
        return named(as, selection.field) + args([selection.by && `by: ${selection.by}`])
      case 'measure':
        return this.#measure(some(model), selection)
      case 'one':
      case 'each': {
        const each = args([selection.is === 'each' && 'each: true'])
        const target = this.#target(some(model), selection.link)
        return `${named(as, selection.link)}${each} { ${this.#select(target, selection.select)} }`
      }
      case 'many':
        return (
          named(as, selection.link) +
          this.#connection(this.#target(some(model), selection.link), selection.query)
        )
      case 'metrics': {
        const link = some(model).fields.get(selection.link)
        const field = link?.is === 'link' ? (link.metrics ?? '') : ''
        const given = args([selection.where && `where: ${this.#condition(selection.where)}`])
        return `${named(as, field)}${given} { ${this.#select(this.#target(some(model), selection.link), selection.select)} }`
      }
    }
  }

  #measures({ as, model, where, time, via, select }: MeasuresSelection): string {
    const of = this.#model(model)
    const given = args([
      where && `where: ${this.#condition(where)}`,
      time && `time: ${time}`,
      via && `via: ${JSON.stringify(via)}`,
    ])
    return `${named(as, of.names.metrics)}${given} { ${this.#select(of, select)} }`
  }

  #measure(model: Model, selection: MeasureSelection): string {
    const { as, field, where, shift, share, running, rank, within } = selection
    const declared = model.fields.get(field)
    const type = declared?.is === 'measure' ? declared.type : ''
    // The share of a whole number is a field of its own.
    const aside = share && (type === 'Int' || type === 'BigInt')
    const given = args([
      where && `where: ${this.#condition(where)}`,
      shift && `shift: ${this.#operand(shift)}`,
      share && `${aside ? 'of' : 'share'}: ${share}`,
      running && 'running: true',
      rank && `rank: ${rank}`,
      within && `within: ${JSON.stringify(within)}`,
    ])
    return named(as, aside ? `${field}Share` : field) + given
  }

  /** In `having` a model stands for its measures. */
  #condition(condition: Condition, measures = false): string {
    switch (condition.is) {
      case 'and':
        return condition.of.length === 0 ? '{}' : this.#several(condition, measures)
      case 'or':
        return this.#several(condition, measures)
      case 'not':
        return `{ not: ${this.#condition(condition.of, measures)} }`
      case 'missing':
        return `{ ${condition.field}: { isNull: true } }`
      case 'compare':
        return `{ ${condition.field}: { ${condition.operator}: ${this.#operands(condition)} } }`
      case 'one':
        return `{ ${condition.link}: ${this.#condition(condition.of)} }`
      case 'some':
      case 'none':
      case 'every':
        return `{ ${condition.link}: { ${condition.is}: ${this.#condition(condition.of)} } }`
      case 'of': {
        const { names } = this.#model(condition.model)
        return `{ ${measures ? names.metrics : names.one}: ${this.#condition(condition.of)} }`
      }
      case 'time': {
        if (condition.operator === 'isNull') return '{ time: { isNull: true } }'
        return `{ time: { ${condition.operator}: ${this.#operands(condition)} } }`
      }
    }
  }

  #several({ is, of }: Extract<Condition, { is: 'and' | 'or' }>, measures: boolean): string {
    return `{ ${is}: [${of.map((one) => this.#condition(one, measures)).join(', ')}] }`
  }

  #operands({
    operator,
    operands,
  }: Pick<Extract<Condition, { is: 'compare' }>, 'operator' | 'operands'>): string {
    const [first, second] = operands
    if (!first) throw new TypeError(`${operator} compares with nothing`)
    if (operator === 'inPeriod') return String(given(first))
    if (second) return `{ from: ${this.#operand(first)}, to: ${this.#operand(second)} }`
    return this.#operand(first)
  }

  #operand(operand: Operand): string {
    const value = given(operand)
    if (!this.#lifted) return literal(value, operand.type)
    const name = `v${this.declarations.length}`
    const type = operand.type === 'Enum' ? enumName : operand.type === 'Cursor' ? 'String' : operand.type
    this.declarations.push(`$${name}: ${Array.isArray(value) ? `[${type}!]!` : `${type}!`}`)
    this.variables[name] = value
    return `$${name}`
  }
}

const months = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
]

function some(model: Model | undefined): Model {
  if (!model) throw new TypeError('stands on no model')
  return model
}

function plainField({ as, ...field }: { readonly as: string; readonly is: string }): string {
  return named(as, field.is === 'typename' ? '__typename' : field.is)
}

function named(as: string, field: string): string {
  return as === field ? field : `${as}: ${field}`
}

function args(given: readonly (string | undefined | false)[]): string {
  const there = given.filter(Boolean)
  return there.length > 0 ? `(${there.join(', ')})` : ''
}

function orders(orderBy: readonly RowOrder[]): string | undefined {
  if (orderBy.length === 0) return undefined
  const entries = orderBy.map(({ path, direction, nulls }) =>
    path.reduceRight(
      (inner, name) => `{ ${name}: ${inner} }`,
      direction + (nulls === 'FIRST' ? '_NULLS_FIRST' : ''),
    ),
  )
  return `orderBy: [${entries.join(', ')}]`
}

function literal(value: unknown, type: Operand['type']): string {
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, type)).join(', ')}]`
  return type === 'Enum' ? String(value) : JSON.stringify(value)
}
