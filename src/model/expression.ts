import { never } from '../base/errors.ts'

/**
 * An authored SQL expression, split at its `{references}`: `"{amount} >= 500"` is
 * `[{ref: ['amount']}, ' >= 500']`. A path (`{customer.plan}`) goes along to-one links and ends at a dimension.
 */
export interface Expression {
  readonly text: string
  readonly parts: readonly (string | Reference)[]
}

export interface Reference {
  readonly path: readonly string[]
  /** Where the reference starts in `text`, from 0. */
  readonly offset: number
}

/** Arithmetic over measures, parsed, because division must be safe and lineage known. */
export type Formula =
  | { readonly is: 'number'; readonly text: string }
  | { readonly is: 'measure'; readonly path: readonly string[]; readonly offset: number }
  | { readonly is: 'negate'; readonly of: Formula }
  | {
      readonly is: 'binary'
      readonly op: '+' | '-' | '*' | '/'
      readonly left: Formula
      readonly right: Formula
    }
  | { readonly is: 'call'; readonly fn: FormulaFunction; readonly args: readonly Formula[] }

export type MeasureReference = Extract<Formula, { is: 'measure' }>

export type FormulaFunction = 'coalesce' | 'nullif' | 'round' | 'abs' | 'greatest' | 'least'

export function isReference(part: string | Reference): part is Reference {
  return typeof part !== 'string'
}

/** The measures that a formula reads, in its order. */
export function formulaReferences(formula: Formula): readonly MeasureReference[] {
  switch (formula.is) {
    case 'number':
      return []
    case 'measure':
      return [formula]
    case 'negate':
      return formulaReferences(formula.of)
    case 'binary':
      return [...formulaReferences(formula.left), ...formulaReferences(formula.right)]
    case 'call':
      return formula.args.flatMap(formulaReferences)
    default:
      return never(formula)
  }
}
