import { snakeCase } from '../../model/names.ts'
import { joinName } from '../../model/parse/name.ts'
import type { Column } from '../../warehouses/contract.ts'
import { clockOf } from '../check/carry.ts'
import { INTERNAL } from './exposure.ts'
import { isSpellable, type DraftEnum } from './enums.ts'
import type { DraftLink } from './links.ts'
import type { DraftMeasure } from './measures.ts'
import type { Route } from './routes.ts'
import type { Table } from './tables.ts'
import { words } from './words.ts'

/** Everything that is known of a model when it is written down. */
export interface DraftModel {
  readonly table: Table
  readonly links: readonly DraftLink[]
  readonly measures: readonly DraftMeasure[]
  readonly enums: ReadonlyMap<string, DraftEnum>
  /** Undefined for a model that is no tenant's. */
  readonly route: Route | undefined
  /** Why it is hidden from all but the role `internal`. */
  readonly internal: string | undefined
}

/** The text of a model's file. */
export function writeModel(model: DraftModel): string {
  const { relation, type } = model.table
  const allow = model.internal === undefined ? [] : [`  @allow(roles: ["${INTERNAL}"])`]
  const blocks = [
    writeFields(model),
    model.links.filter(({ many }) => !many).map(writeLink),
    model.links.filter(({ many }) => many).map(writeLink),
    model.measures.flatMap(writeMeasure),
  ].filter((lines) => lines.length > 0)
  return [
    ...decisions(model),
    ...hints(model.table),
    ...describe(relation.comment, ''),
    `type ${type}`,
    `  @model(${writeBinding(model)})`,
    ...allow,
    '{',
    blocks.map((lines) => lines.map((line) => `  ${line}`).join('\n')).join('\n\n'),
    '}',
    '',
  ].join('\n')
}

function writeBinding({ table, route }: DraftModel): string {
  const source = joinName([table.relation.schema, table.relation.name])
  const tenant = route ? `tenant: ${text(joinName([...route.links, route.column]))}` : 'shared: true'
  return `source: ${text(source)}, key: ${texts(table.key)}, ${tenant}`
}

function decisions({ route, internal }: DraftModel): readonly string[] {
  if (internal !== undefined) {
    return [
      `# decide: no way leads from here to the tenant, and ${oneLine(internal)}.`,
      `# Until you decide, only the role "${INTERNAL}" sees it. Remove @allow to show every row to every tenant.`,
    ]
  }
  if (!route) return ['# decide: no way leads from here to the tenant, so every tenant sees every row.']
  const lines: string[] = []
  if (route.byName)
    lines.push(`# decide: "${route.column}" names the tenant by its name alone; no foreign key says so.`)
  if (route.others.length > 0)
    lines.push(`# decide: the tenant could also be ${route.others.map(text).join(' or ')}.`)
  if (route.gaps) lines.push('# A row without a tenant is seen by nobody.')
  return lines.map(oneLine)
}

function hints({ relation }: Table): readonly string[] {
  const loaded = relation.columns.find(
    ({ name, value }) =>
      value === 'DateTime' &&
      /^(_?loaded|_?synced|_?ingested|updated|modified|dbt_updated)/.test(words(name).join('_')),
  )
  const freshness = loaded ? [`# @freshness(column: ${text(loaded.name)}, warn: "P1D", fail: "P3D")`] : []
  return ['# @owner(team: "…", contact: "…") says who answers for it.', ...freshness].map(oneLine)
}

function writeFields({ table, enums }: DraftModel): string[] {
  return table.relation.columns.flatMap((column) => {
    const field = table.fields.get(column.name)
    if (field === undefined) return [`# ${oneLine(column.name)}: ${oneLine(column.type)} cannot be carried.`]
    const named = snakeCase(field) === column.name ? '' : ` @column(name: ${text(column.name)})`
    const time = column.value === 'Date' || column.value === 'DateTime' ? ` @time${zoneOf(column)}` : ''
    const odd = isSpellable(column) ? '' : ' # its labels are no GraphQL names'
    const type = `${typeOf(table, column, enums)}${column.nullable ? '' : '!'}`
    return [...describe(column.comment, ''), `${field}: ${type}${named}${time}${odd}`]
  })
}

/** What a clock without zone showed is read as UTC: written out, since a person may know better. */
function zoneOf({ type }: Column): string {
  return clockOf(type) === 'wall' ? '(zone: "UTC") # decide: whose clock the column shows' : ''
}

const identifying: ReadonlySet<string> = new Set(['ID', 'String', 'Int', 'BigInt'])

/** Keys and foreign keys identify, whatever they are made of; a line number within a key stays a number. */
function typeOf({ key, relation }: Table, column: Column, enums: ReadonlyMap<string, DraftEnum>): string {
  const value = column.value ?? 'String'
  if (value === 'Enum') return enums.get(column.type)?.name ?? 'String'
  const refers = relation.references.some(({ columns }) => columns.includes(column.name))
  const named = /(^|_)(id|key|code|uuid|guid)$/.test(words(column.name).join('_'))
  const isKey = key.includes(column.name) && (key.length === 1 || named)
  return identifying.has(value) && (refers || isKey) ? 'ID' : value
}

function writeLink({ name, to, many, from, there, along }: DraftLink): string {
  const columns = [
    ...(from ? [`from: ${texts(from)}`] : []),
    ...(there ? [`to: ${texts(there)}`] : []),
    ...(along ? [`along: ${text(along.join('.'))}`] : []),
  ]
  return `${name}: ${many ? `[${to.type}!]!` : to.type} @link(${columns.join(', ')})`
}

function writeMeasure({ name, type, argument, comment }: DraftMeasure): string[] {
  return [...(comment === undefined ? [] : [`# ${comment}.`]), `${name}: ${type} @measure(${argument})`]
}

export function writeEnum({ name, labels }: DraftEnum): string {
  return `enum ${name} {\n${labels.map((label) => `  ${label}\n`).join('')}}\n`
}

function describe(comment: string | undefined, indent: string): readonly string[] {
  return comment?.trim() ? [indent + text(comment.trim())] : []
}

/** A GraphQL string: JSON's escapes are a part of GraphQL's. */
function text(value: string): string {
  return JSON.stringify(value)
}

function texts(values: readonly string[]): string {
  const [only, ...more] = values
  return more.length === 0 && only !== undefined ? text(only) : `[${values.map(text).join(', ')}]`
}

/** A name of the warehouse may hold a line break, which would end a comment. */
export function oneLine(value: string): string {
  return value.replaceAll(/[\r\n\u2028\u2029]+/g, ' ')
}
