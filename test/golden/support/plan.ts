import type { Compiled } from '../../../src/engine/index.ts'
import type { Condition, MetricsQuery, RowsQuery, Selection } from '../../../src/engine/query.ts'
import type { Statement } from '../../../src/warehouses/contract.ts'

/** What was decided for a request, in words: what each field asks, and what each statement does. */
export function planText(compiled: readonly Compiled[], statements: readonly Statement[]): string {
  return [...compiled.flatMap(question), ...statements.flatMap(deed)].join('\n')
}

function line(word: string, text: string): readonly string[] {
  return text ? [`  ${word.padEnd(9)} ${text}`] : []
}

function question({ query, reads }: Compiled): readonly string[] {
  return [
    `ask ${query.is} of ${query.model ?? 'several models'}`,
    ...line('reads', [...reads].sort().join(', ')),
    ...line('where', query.where ? condition(query.where) : ''),
    ...(query.is === 'metrics' ? metrics(query) : rows(query)),
    ...line(
      'order',
      query.orderBy
        .map(({ path, direction, nulls }) =>
          [path.join('.'), direction, nulls && `nulls ${nulls}`].filter(Boolean).join(' '),
        )
        .join(', '),
    ),
  ]
}

function metrics(query: MetricsQuery): readonly string[] {
  const calendar = Object.entries(query.calendar ?? {}).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? 'as asked' : value}`,
  )
  return [
    ...query.fields.flatMap((field) => {
      if (!('select' in field))
        return field.is === 'meta' ? line('meta', field.fields.map(({ is }) => is).join(', ')) : []
      const leaves = field.select.flatMap((one) => leavesOf(one, []))
      return [
        ...line(
          field.is,
          field.is === 'rows'
            ? `by ${
                leaves
                  .filter((one) => !one.measure)
                  .map(({ text }) => text)
                  .join(', ') || 'nothing'
              }`
            : 'by nothing',
        ),
        ...line(
          '',
          leaves
            .filter((one) => one.measure)
            .map(({ text }) => text)
            .join(', '),
        ),
      ]
    }),
    ...line('having', query.having ? condition(query.having) : ''),
    ...line('calendar', calendar.join(', ')),
    ...line('also', ['limit', 'offset', 'others', 'fill'].filter((word) => word in query).join(', ')),
  ]
}

function rows(query: RowsQuery): readonly string[] {
  const { shape } = query
  const selected =
    shape.is === 'connection'
      ? shape.fields.map((field) => ('select' in field ? `${field.is} of ${names(field.select)}` : field.is))
      : [names(query.select)]
  return [...line(shape.is, selected.join(', ')), ...line('page', Object.keys(query.page ?? {}).join(', '))]
}

function names(select: readonly Selection[]): string {
  return select
    .flatMap((one) => leavesOf(one, []))
    .map(({ text }) => text)
    .join(', ')
}

interface Leaf {
  readonly measure: boolean
  readonly text: string
}

function leavesOf(selection: Selection, path: readonly string[]): readonly Leaf[] {
  const into = (select: readonly Selection[], step: string) =>
    select.flatMap((one) => leavesOf(one, [...path, step]))
  switch (selection.is) {
    case 'dimension':
    case 'time': {
      const name = [...path, selection.is === 'time' ? 'time' : selection.field].join('.')
      return [{ measure: false, text: selection.by ? `${name} ${selection.by}` : name }]
    }
    case 'measure': {
      const { field, where, share, rank, running, shift, within } = selection
      const forms = [
        where && 'where',
        shift && 'shift',
        share && 'share',
        running && 'running',
        rank && 'rank',
        within && `within ${within.join(', ')}`,
      ]
      const form = forms.filter(Boolean).join(', ')
      const name = [...path, field].join('.')
      return [{ measure: true, text: form ? `${name} (${form})` : name }]
    }
    case 'one':
    case 'each':
    case 'metrics':
      return into(selection.select, selection.link)
    case 'group':
    case 'measures':
      return into(selection.select, selection.model)
    case 'many':
      return [{ measure: false, text: [...path, selection.link].join('.') }]
    default:
      return []
  }
}

function condition(given: Condition): string {
  switch (given.is) {
    case 'and':
    case 'or':
      return given.of.map((one) => `(${condition(one)})`).join(` ${given.is} `) || 'anything'
    case 'not':
      return `not (${condition(given.of)})`
    case 'compare':
      return `${given.field} ${given.operator}`
    case 'missing':
      return `${given.field} is null`
    case 'time':
      return `time ${given.operator}`
    case 'of':
      return `${given.model}: ${condition(given.of)}`
    default:
      return `${given.link} ${given.is}: ${condition(given.of)}`
  }
}

function deed({ text, steady }: Statement, i: number): readonly string[] {
  const count = (pattern: RegExp) => [...text.matchAll(pattern)].length
  const several = (n: number, word: string) => (n > 0 ? [`${n} ${word}`] : [])
  return [
    `statement ${i + 1}, ${steady ? 'its plan kept' : 'planned for its values'}`,
    ...line(
      'scans',
      scans(text)
        .map(({ table, bound }) => (bound ? `${table} of the tenant` : table))
        .join(', '),
    ),
    ...line(
      'joins',
      [
        ...several(count(/ left join (?!lateral)/g), 'left'),
        ...several(count(/ lateral /g), 'lateral'),
        ...several(count(/\bexists \(/g), 'exists'),
      ].join(', '),
    ),
    ...line(
      'groups',
      [
        ...several(count(/ group by /g), 'grouping'),
        ...several(count(/ grouping sets /g), 'with grouping sets'),
        ...several(count(/ union all /g), 'union'),
      ].join(', '),
    ),
    ...line('windows', several(count(/ over \(/g), 'window').join(', ')),
  ]
}

/** Every table that a statement reads, and whether the tenant is bound where it is read. */
export function scans(text: string): readonly { readonly table: string; readonly bound: boolean }[] {
  return [...text.matchAll(/"trade"\."(\w+)" "(\w+)"/g)].map(
    ({ 1: table = '', 2: alias = '', index, 0: { length } }) => {
      const after = text.slice(index + length)
      const own =
        after.startsWith(` where "${alias}"."tenant_id" = $`) ||
        after.startsWith(' where exists (select 1 from')
      // The owner of a path-tenanted row is read under a name of its own, and bound at the path's end.
      const path = /^p\d+$/.test(alias) && /^[^()]* and "p\d+"\."tenant_id" = \$\d+\)/.test(after)
      return { table, bound: own || path }
    },
  )
}
