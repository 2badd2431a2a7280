import { snakeCase } from '../names.ts'
import { parseExpression } from '../parse/expression.ts'
import type { Dimension } from '../model.ts'
import { fieldBase, valueType, type RawField } from './field.ts'
import { fault, faultIn, type Loading } from './loading.ts'
import { readPii } from './pii.ts'

/** A plain field, bound to a column or to authored SQL. Its references are checked once all models are known. */
export function readDimension(loading: Loading, raw: RawField): Dimension | undefined {
  const type = valueType(loading, raw)
  const from = readFrom(loading, raw)
  const pii = readPii(loading, raw, type?.type)
  const time = raw.directives.get('time')
  if (time && type && type.type !== 'Date' && type.type !== 'DateTime') {
    fault(
      loading,
      time.node,
      `@time stands on "${raw.name}", which is ${raw.type.name}`,
      'Date or DateTime',
      'Remove @time, or correct the type',
    )
  }
  const zone = time?.exact.get('zone')
  if (zone && type?.type === 'Date') {
    const what = `@time gives "${raw.name}" a zone, but it is a Date`
    fault(loading, zone.node, what, 'a zone for a DateTime alone', 'Remove the zone: a date has none')
  }
  return (
    type &&
    from &&
    Object.freeze({
      is: 'dimension',
      ...fieldBase(loading, raw),
      ...type,
      time: time !== undefined,
      ...(zone && { zone: zone.value }),
      ...(pii && { pii }),
      from,
    })
  )
}

function readFrom(loading: Loading, { name, directives }: RawField): Dimension['from'] | undefined {
  const column = directives.get('column')
  const sql = directives.get('sql')
  if (column && sql) {
    fault(loading, sql.node, `"${name}" has both @column and @sql`, 'either @column or @sql', 'Remove one')
    return undefined
  }
  if (!sql) {
    const named = column?.texts.get('name')?.value
    return column && named === undefined ? undefined : { is: 'column', column: named ?? snakeCase(name) }
  }
  const text = sql.texts.get('expr')
  if (!text) return undefined
  const parsed = parseExpression(text.value)
  if (parsed.is === 'parsed') return { is: 'sql', expr: parsed.value }
  faultIn(loading, text, parsed)
  return undefined
}
