import { measureKinds } from '../kinds/index.ts'

/** What an argument of a directive takes. `names` is a list of texts; one text alone is read as a list of one. */
export type ArgumentType = 'text' | 'names' | 'flag'

export interface ArgumentRule {
  readonly type: ArgumentType
  readonly required?: boolean
}

export interface DirectiveRule {
  readonly on: readonly ('model' | 'field')[]
  readonly arguments: Readonly<Record<string, ArgumentRule>>
}

const text: ArgumentRule = { type: 'text' }
const names: ArgumentRule = { type: 'names' }
const flag: ArgumentRule = { type: 'flag' }

/** Every directive of a schema file. */
export const directiveRules: Readonly<Record<string, DirectiveRule>> = {
  model: {
    on: ['model'],
    arguments: { source: text, sql: text, key: names, tenant: text, shared: flag, warehouse: text },
  },
  owner: { on: ['model'], arguments: { team: { ...text, required: true }, contact: text } },
  freshness: { on: ['model'], arguments: { column: { ...text, required: true }, warn: text, fail: text } },
  allow: { on: ['model', 'field'], arguments: { roles: { ...names, required: true } } },
  column: { on: ['field'], arguments: { name: { ...text, required: true } } },
  sql: { on: ['field'], arguments: { expr: { ...text, required: true } } },
  time: { on: ['field'], arguments: {} },
  link: { on: ['field'], arguments: { from: names, to: names, along: text } },
  measure: { on: ['field'], arguments: { ...kindArguments(), where: text, unit: text } },
  deprecated: { on: ['field'], arguments: { reason: text } },
}

function kindArguments(): Record<string, ArgumentRule> {
  return Object.fromEntries(
    Object.values(measureKinds).map((kind) => [kind.name, kind.takes === 'true' ? flag : text]),
  )
}
