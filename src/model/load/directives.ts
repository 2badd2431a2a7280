import type { ArgumentRule, ArgumentRules } from '../argument.ts'
import { alongKinds, measureKinds } from '../kinds/index.ts'
import type { MeasureKind } from '../kinds/kind.ts'
import { masks, piiKinds } from '../rules.ts'

export interface DirectiveRule {
  readonly on: readonly ('model' | 'field')[]
  readonly arguments: ArgumentRules
  /** May stand several times. */
  readonly repeatable?: true
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
  rows: { on: ['model'], arguments: { roles: names, where: { ...text, required: true } }, repeatable: true },
  minGroup: {
    on: ['model'],
    arguments: {
      size: { type: 'count', least: 2, required: true },
      of: text,
      by: { ...names, required: true },
      clear: names,
    },
  },
  pii: {
    on: ['field'],
    arguments: {
      kind: { type: 'word', words: piiKinds, required: true },
      mask: { type: 'word', words: masks, required: true },
      clear: names,
    },
  },
  column: { on: ['field'], arguments: { name: { ...text, required: true } } },
  sql: { on: ['field'], arguments: { expr: { ...text, required: true } } },
  time: { on: ['field'], arguments: { zone: { type: 'zone' } } },
  link: { on: ['field'], arguments: { from: names, to: names, along: text } },
  measure: {
    on: ['field'],
    arguments: {
      ...kindArguments(),
      ...alongArguments(),
      where: text,
      unit: text,
      overMasked: { type: 'word', words: ['REFUSE', 'COMPUTE'] },
    },
  },
  deprecated: { on: ['field'], arguments: { reason: text } },
}

function kindArguments(): ArgumentRules {
  const kinds = Object.values(measureKinds)
  return Object.assign(
    Object.fromEntries(kinds.map((kind) => [kind.name, ownArgument(kind)])),
    ...kinds.map(beside),
  )
}

function ownArgument({ takes, arguments: inside = {} }: MeasureKind): ArgumentRule {
  if (takes === 'events') return { type: 'object', arguments: inside }
  return takes === 'true' ? flag : text
}

// Whether one is needed depends on the kind that was chosen, so `readMeasure` tells it.
function beside(kind: MeasureKind): ArgumentRules {
  const own = Object.entries(kind.beside ?? {})
  return Object.fromEntries(own.map(([name, rule]) => [name, { ...rule, required: false }]))
}

function alongArguments(): ArgumentRules {
  const kinds = Object.values(alongKinds)
  return Object.fromEntries(kinds.map((kind) => [kind.name, { type: 'object', arguments: kind.arguments }]))
}
