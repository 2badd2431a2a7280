import { authoredIn } from '../../model/authored.ts'
import { isReference, type Expression } from '../../model/expression.ts'
import { modelNamed, type Dimension, type Model, type Models } from '../../model/model.ts'
import type { Blueprint, RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import { conditionsIn, literalsIn, type Keys } from './conditions.ts'
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
  readonly keys: Keys
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
  const said = conditionsIn(texts)
  return (table, column) => {
    const known = labels.get(keyOf(table, column))
    const shape = table.columns.find(({ name }) => name === column)?.value
    const found = said.compared(column)
    const own =
      shape?.is === 'scalar' ? shape.checks.filter((check) => LISTED.test(check)).flatMap(literalsIn) : []
    return {
      ...(known === undefined ? {} : { labels: known }),
      literals: [...new Set([...found.map(({ literal }) => literal), ...own])],
      asked: [...new Set(found.flatMap(({ literal, asked }) => (asked ? [literal] : [])))],
      absent: said.absent(column),
      keys: said.keys(column),
      cast: said.cast(column),
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

function keyOf({ schema, name }: RelationPlan, column: string): string {
  return JSON.stringify([schema, name, column])
}
