import { pluralize, singularize } from 'inflection'
import { CLAIMS } from './rules.ts'
import { valueTypes, type ValueName } from './values.ts'

// Only the last word is inflected: `orderDetail` becomes `orderDetails`, whatever `order` would become.
const LAST_WORD = /^(.*?)([A-Z]?[a-z]+|[A-Z]+)(\d*)$/

/**
 * Root fields of a model: `OrderDetail` gives `orderDetail`, `orderDetails`, `orderDetailMetrics`. A name whose plural
 * is no other word (`News`, `Series`) gets `List` for it: `news`, `newsList`, `newsMetrics`.
 */
export function apiNames(model: string): {
  readonly one: string
  readonly many: string
  readonly metrics: string
} {
  const one = lowerFirst(model)
  const plural = inflectLast(one, pluralize)
  return Object.freeze({ one, many: plural === one ? `${one}List` : plural, metrics: `${one}Metrics` })
}

/** Of a to-many link: `orders` gives `orderMetrics`. */
export function linkMetricsName(link: string): string {
  return `${inflectLast(link, singularize)}Metrics`
}

/** The singular of the last word: `order_details` is given as `orderDetails` and gives `orderDetail`. */
export function singular(name: string): string {
  return inflectLast(name, singularize)
}

/** The plural of the last word. */
export function plural(name: string): string {
  return inflectLast(name, pluralize)
}

function inflectLast(name: string, inflect: (word: string) => string): string {
  const [, before = '', word = '', digits = ''] = LAST_WORD.exec(name) ?? [undefined, '', name, '']
  const inflected = inflect(word.toLowerCase())
  const cased = /^[A-Z]/.test(word) ? inflected.charAt(0).toUpperCase() + inflected.slice(1) : inflected
  // An inflection that changes nothing but case (`ID`) leaves the word as it was.
  return before + (inflected === word.toLowerCase() ? word : cased) + digits
}

function lowerFirst(name: string): string {
  // `SKUPrice` gives `skuPrice`, `Order` gives `order`.
  return name.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+$|[A-Z])/, (start) => start.toLowerCase())
}

/** The column of a field that names none: `placedAt` reads `placed_at`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
}

/** What the generated API appends to the names of models, enums and scalars. */
const suffixes = [
  'Where',
  'ListWhere',
  'Having',
  'OrderBy',
  'Order',
  'Time',
  'Connection',
  'Edge',
  'Metrics',
  'MetricsRow',
  'MetricsRows',
  'MetricsWhere',
  'MetricsHaving',
  'MetricsOrderBy',
  'MetricsMeasures',
  'MetricsMeta',
  'MetricsTotals',
  'Totals',
  'Measures',
  'MeasuresOrderBy',
  'Row',
  'Group',
  'Filter',
  'Range',
] as const

/** Types that every API has. */
const builtIn = new Set([
  'Query',
  'Mutation',
  'Subscription',
  'PageInfo',
  'SortDirection',
  'Direction',
  'Nulls',
  'NullsOrder',
  'Granularity',
  'Grain',
  'WeekStart',
  'WeekDay',
  'Month',
  'Share',
  'Rank',
  'DateGranularity',
  'SyncMode',
  'SyncScope',
  'Constant',
  'Period',
  'Duration',
  'TimeZone',
  'FieldPath',
  'Cursor',
  'Metrics',
  ...suffixes.filter((suffix) => suffix.startsWith('Metrics')),
  ...Object.keys(valueTypes),
])

/** Fields of the API's own beside those of models: of Query, of `metrics` rows, and of filters over several models. */
const rootWords = new Set(['metrics', 'time', 'and', 'or', 'not'])

/** Why a type cannot have this name beside the others; undefined where it can. */
export function reservedType(name: string, others: ReadonlySet<string>): string | undefined {
  const own = ownName(name)
  if (own) return own
  if (builtIn.has(name)) return 'the API has a type of that name'
  for (const suffix of suffixes) {
    const base = name.endsWith(suffix) ? name.slice(0, -suffix.length) : ''
    if (base !== '' && (others.has(base) || builtIn.has(base)))
      return `the API makes a type of that name for "${base}"`
  }
  return undefined
}

/** Why a model cannot have this name, whatever types there are; undefined where it can. */
export function reservedModel(name: string): string | undefined {
  const word = Object.values(apiNames(name)).find((field) => rootWords.has(field))
  return word && `the API has a field "${word}" of its own`
}

/** Names that filters use beside the fields. */
const fieldWords = new Set(['and', 'or', 'not'])

/** Why a field cannot have this name; undefined where it can. */
export function reservedField(name: string): string | undefined {
  if (name === CLAIMS) return 'row rules read the claims of a token under that word'
  return ownName(name) ?? (fieldWords.has(name) ? 'filters use that word' : undefined)
}

function ownName(name: string): string | undefined {
  if (name.startsWith('__')) return 'names that begin with "__" belong to GraphQL'
  return name.startsWith('_') ? 'names that begin with "_" are Sluice\'s own' : undefined
}

/** Of a measure `orderCount` that is an integer: its part of the whole, `orderCountShare`, which no integer can hold. */
export function shareName({
  name,
  type,
}: {
  readonly name: string
  readonly type: ValueName
}): string | undefined {
  return type === 'Int' || type === 'BigInt' ? shareOf(name) : undefined
}

/** The name of a measure's share, should it need one. */
export function shareOf(measure: string): string {
  return `${measure}Share`
}
