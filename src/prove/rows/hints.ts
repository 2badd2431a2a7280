import { authoredIn } from '../../model/authored.ts'
import { isReference, type Expression } from '../../model/expression.ts'
import { modelNamed, type Dimension, type Model, type Models } from '../../model/model.ts'
import type { Blueprint, RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Sources } from './sources.ts'

/** What the project says of a column's values. */
export interface Hint {
  /** It must be one of these: the labels of a model's enum. */
  readonly labels?: readonly string[]
  /** What SQL compares it with: rows should be on both sides. */
  readonly literals: readonly string[]
  /** What SQL asks it to be: rows that are this everywhere come through every condition. */
  readonly asked: readonly string[]
  /** Whether SQL asks for rows where it is empty; or, of a boolean, false. */
  readonly absent: boolean
  /** Keys that SQL reads from its JSON, with the type that it casts them to. */
  readonly keys: readonly { readonly name: string; readonly cast: string | undefined }[]
  /** The type, by its name in `pg_type`, that SQL casts it to: its text has to be one of that. */
  readonly cast: string | undefined
  readonly email: boolean
}

export type Hints = (table: RelationPlan, column: string) => Hint

/** Hints by column: from enums and kinds of personal data of the models, and from every text that compares a column. */
export function hintsOf(blueprint: Blueprint, sources: Sources, models: Models): Hints {
  const labels = new Map<string, readonly string[]>()
  const emails = new Set<string>()
  const texts: string[] = blueprint.relations.flatMap(({ query, policies, checks }) => [
    query ?? '',
    ...checks.filter((check) => LISTED.test(check)),
    ...policies.map(({ using }) => using ?? ''),
  ])
  for (const model of models.byName.values()) {
    for (const field of model.fields.values()) {
      texts.push(...authoredIn(field).map((expression) => inColumns(expression, model, models)))
      if (field.is !== 'dimension' || field.from.is !== 'column') continue
      for (const table of sources.below(model)) {
        for (const column of sources.behind(model, field.from.column)) {
          const key = keyOf(table, column)
          if (field.type === 'Enum') labels.set(key, labelsOf(field, models))
          if (field.pii?.kind === 'EMAIL') emails.add(key)
        }
      }
    }
    texts.push(...model.rows.map(({ where }) => inColumns(where, model, models)))
    if (model.source.is === 'sql') texts.push(model.source.text)
  }
  const compared = comparisons(texts)
  const absent = absences(texts)
  const read = jsonKeys(texts)
  const cast = casts(texts)
  return (table, column) => {
    const known = labels.get(keyOf(table, column))
    const shape = table.columns.find(({ name }) => name === column)?.value
    const found = compared.get(column.toLowerCase()) ?? []
    const own =
      shape?.is === 'scalar' ? shape.checks.filter((check) => LISTED.test(check)).flatMap(literalsIn) : []
    return {
      ...(known === undefined ? {} : { labels: known }),
      literals: [...new Set([...found.map(({ literal }) => literal), ...own])],
      asked: [...new Set(found.flatMap(({ literal, asked }) => (asked ? [literal] : [])))],
      absent: absent.has(column.toLowerCase()),
      keys: read.get(column.toLowerCase()) ?? [],
      cast: cast.get(column.toLowerCase()),
      email: emails.has(keyOf(table, column)) || /e_?mail/i.test(column),
    }
  }
}

function labelsOf({ enum: name }: Dimension, models: Models): readonly string[] {
  return (models.enums.get(name ?? '')?.values ?? []).map((value) => value.name)
}

/** An expression with the columns of the dimensions that it names. */
function inColumns({ parts }: Expression, model: Model, models: Models): string {
  return parts.map((part) => (isReference(part) ? columnAt(part.path, model, models) : part)).join('')
}

function columnAt(path: readonly string[], model: Model, models: Models): string {
  const [first = '', ...rest] = path
  const field = model.fields.get(first)
  if (field?.is === 'link' && rest.length > 0) return columnAt(rest, modelNamed(models, field.to), models)
  return field?.is === 'dimension' && field.from.is === 'column' ? field.from.column : ''
}

/** A check that lists what is allowed; another may hold a pattern, which is no value. */
const LISTED = /=\s*any\b|\bin\s*\(/i

const LITERAL = String.raw`(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?)(?:::[\w ]+(?:\(\d+\))?(?:\[\])?)?`

const COMPARED = new RegExp(
  String.raw`([\p{L}\p{N}_$]+)"?\)*(?:::[\w ]+?)?\)*\s*(=|<>|!=|<=?|>=?|in\b)\s*(?:any\s*)?\(*(?:array\[)?\(*(${LITERAL}(?:\)*\s*,\s*\(*${LITERAL})*)`,
  'giu',
)

interface Comparison {
  readonly literal: string
  /** Whether rows that are it come through. */
  readonly asked: boolean
}

/** What each column is compared with. Where it has to be more or less, a number on that side. */
function comparisons(texts: readonly string[]): ReadonlyMap<string, readonly Comparison[]> {
  const found = new Map<string, Comparison[]>()
  for (const text of texts) {
    for (const [, column = '', operator = '', list = ''] of text.matchAll(COMPARED)) {
      const step = operator.startsWith('>') ? 1 : operator === '<' || operator === '<=' ? -1 : 0
      const asked = operator !== '<>' && operator !== '!='
      const values = literalsIn(list).flatMap((literal) => {
        const met = beside(literal, step)
        return met === undefined ? [] : [{ literal: met, asked }]
      })
      found.set(column.toLowerCase(), [...(found.get(column.toLowerCase()) ?? []), ...values])
    }
  }
  return found
}

/** Columns that SQL asks to be empty, or not to be true. */
function absences(texts: readonly string[]): ReadonlySet<string> {
  const empty = /([\p{L}\p{N}_$]+)"?\)*\s+is\s+null/giu
  const untrue = /\bnot\s+\(*(?:[\p{L}\p{N}_$"]+\.)*"?([\p{L}\p{N}_$]+)/giu
  const found = texts.flatMap((text) => [...text.matchAll(empty), ...text.matchAll(untrue)])
  return new Set(found.map(([, column = '']) => column.toLowerCase()))
}

/** Of what isn't a number, such as a time, nobody knows here what is more. */
function beside(literal: string, step: number): string | undefined {
  if (step === 0) return literal
  return /^-?\d{1,9}$/.test(literal) ? String(Number(literal) + step) : undefined
}

function literalsIn(text: string): readonly string[] {
  const found = [...text.matchAll(/'((?:[^']|'')*)'|(?<![\w.'])(-?\d+(?:\.\d+)?)(?![\w.'])/g)]
  return found.map(([, quoted, number]) => number ?? (quoted ?? '').replaceAll("''", "'"))
}

/** Types that a text may be cast to, as SQL may call them; longer names before those that they begin with. */
const CASTS: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'timestamptz',
  timestamptz: 'timestamptz',
  timestamp: 'timestamp',
  date: 'date',
  time: 'time',
  interval: 'interval',
  'double precision': 'float8',
  numeric: 'numeric',
  decimal: 'numeric',
  smallint: 'int2',
  bigint: 'int8',
  integer: 'int4',
  int: 'int4',
  int8: 'int8',
  boolean: 'bool',
  bool: 'bool',
  uuid: 'uuid',
  inet: 'inet',
}

const CAST = String.raw`\)*\s*::\s*(${Object.keys(CASTS).join('|')})\b`

function jsonKeys(texts: readonly string[]): ReadonlyMap<string, Hint['keys']> {
  const read = new RegExp(String.raw`([\p{L}\p{N}_$]+)"?\)*\s*->>?\s*'([^']+)'(?:::text)?(?:${CAST})?`, 'giu')
  const found = new Map<string, Hint['keys']>()
  for (const text of texts) {
    for (const [, column = '', name = '', type = ''] of text.matchAll(read)) {
      const before = found.get(column.toLowerCase()) ?? []
      found.set(column.toLowerCase(), [...before, { name, cast: CASTS[type.toLowerCase()] }])
    }
  }
  return found
}

function casts(texts: readonly string[]): ReadonlyMap<string, string> {
  const read = new RegExp(String.raw`([\p{L}\p{N}_$]+)"?${CAST}`, 'giu')
  const found = texts.flatMap((text) => [...text.matchAll(read)])
  return new Map(
    found.flatMap(([, column = '', type = '']) => {
      const cast = CASTS[type.toLowerCase()]
      return cast === undefined ? [] : [[column.toLowerCase(), cast] as const]
    }),
  )
}

function keyOf({ schema, name }: RelationPlan, column: string): string {
  return JSON.stringify([schema, name, column])
}
