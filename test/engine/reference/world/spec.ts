import type { ValueName } from '../../../../src/model/values.ts'
import type { AggregateName, Cumulative } from '../../../../src/model/kinds/kind.ts'
import type { Exp } from './expression.ts'
import type { SqlType, Value } from '../values/value.ts'

/** A model as the reference knows it: SDL and tables are printed from it, answers are computed from it. */
export interface ModelSpec {
  readonly name: string
  readonly table: string
  readonly key: readonly string[]
  readonly tenant:
    | { readonly is: 'shared' }
    | { readonly is: 'column' }
    | { readonly is: 'path'; readonly links: readonly string[] }
  readonly columns: ColumnSpec[]
  readonly fields: FieldSpec[]
}

export interface ColumnSpec {
  readonly name: string
  readonly type: SqlType
  readonly nullable: boolean
  /** Texts that are an enum's values. */
  readonly words?: true
  /** Of a link's columns: where its values come from. */
  readonly refers?: { readonly model: string; readonly column: string; readonly link: string }
}

export type FieldSpec = DimensionSpec | LinkSpec | MeasureSpec

export interface DimensionSpec {
  readonly is: 'dimension'
  readonly name: string
  readonly type: ValueName
  readonly enum?: string
  readonly time: boolean
  /** Whose wall clock a timestamp without zone shows. */
  readonly zone?: string
  readonly required: boolean
  readonly from:
    | { readonly is: 'column'; readonly column: ColumnSpec }
    | { readonly is: 'sql'; readonly exp: Exp }
}

export interface LinkSpec {
  readonly is: 'link'
  readonly name: string
  readonly to: string
  readonly many: boolean
  readonly on: readonly { readonly here: string; readonly there: string }[]
  readonly along?: readonly string[]
}

export interface MeasureSpec {
  readonly is: 'measure'
  readonly name: string
  readonly type: ValueName
  readonly required: boolean
  readonly computation: Computed
}

export type Computed =
  | {
      readonly is: 'aggregate'
      readonly fn: AggregateName
      readonly of?: Exp
      readonly where?: Exp
      readonly p?: string
      readonly along?: SemiAdditiveSpec | Cumulative
    }
  | {
      readonly is: 'conversion'
      readonly per: Exp
      readonly at: string
      readonly where?: Exp
      readonly to: { readonly model: string; readonly per: Exp; readonly at: string; readonly where?: Exp }
      readonly within: string
      readonly take: 'COUNT' | 'RATE'
    }
  | { readonly is: 'formula'; readonly formula: FormulaSpec }

export interface SemiAdditiveSpec {
  readonly is: 'semiAdditive'
  readonly over: string
  readonly take: 'LAST' | 'FIRST' | 'AVG'
}

export type FormulaSpec =
  | { readonly is: 'number'; readonly text: string }
  | { readonly is: 'measure'; readonly path: readonly string[] }
  | {
      readonly is: 'binary'
      readonly op: '+' | '-' | '*' | '/'
      readonly left: FormulaSpec
      readonly right: FormulaSpec
    }
  | {
      readonly is: 'call'
      readonly fn: 'coalesce' | 'nullif' | 'round' | 'abs' | 'greatest' | 'least'
      readonly args: readonly FormulaSpec[]
    }

export type Row = Readonly<Record<string, Value>>

export const enumName = 'Mood'
/** Declared in this order, which is not the alphabet's. */
export const enumWords = ['WILD', 'CALM', 'GLAD'] as const

export const isNumeric = (type: ValueName) => ['Int', 'BigInt', 'Decimal', 'Float'].includes(type)

export function dimensionsOf({ fields }: ModelSpec): DimensionSpec[] {
  return fields.filter((field) => field.is === 'dimension')
}

export function linksOf({ fields }: ModelSpec, many: boolean): LinkSpec[] {
  return fields.filter((field) => field.is === 'link').filter((link) => link.many === many)
}

export function measuresOf({ fields }: ModelSpec): MeasureSpec[] {
  return fields.filter((field) => field.is === 'measure')
}

export function fieldOf<K extends FieldSpec['is']>(
  model: ModelSpec,
  is: K,
  name: string,
): Extract<FieldSpec, { is: K }> {
  const field = model.fields.find((one) => one.name === name && one.is === is)
  if (!field) throw new TypeError(`${model.name} has no ${is} ${name}`)
  return field as Extract<FieldSpec, { is: K }>
}

/** Whether a measure is cumulative, or made of one that is. */
export function accumulates(model: ModelSpec, name: string): boolean {
  const { computation } = fieldOf(model, 'measure', name)
  if (computation.is === 'aggregate') return computation.along?.is === 'cumulative'
  return (
    computation.is === 'formula' &&
    measuresIn(computation.formula).some(
      ([first = '', second]) => second === undefined && accumulates(model, first),
    )
  )
}

/** Whether a measure is made of another model's, too. */
export function readsOthers(model: ModelSpec, name: string): boolean {
  const { computation } = fieldOf(model, 'measure', name)
  if (computation.is !== 'formula') return false
  return measuresIn(computation.formula).some(
    ([first = '', second]) => second !== undefined || readsOthers(model, first),
  )
}

/** Whether a measure is a mere number: no row has a part in it. */
export function isConstant(model: ModelSpec, name: string): boolean {
  const { computation } = fieldOf(model, 'measure', name)
  if (computation.is !== 'formula') return false
  return measuresIn(computation.formula).every(
    ([first = '', second]) => second === undefined && isConstant(model, first),
  )
}

/** The measures that a formula is made of. */
function measuresIn(formula: FormulaSpec): readonly (readonly string[])[] {
  switch (formula.is) {
    case 'number':
      return []
    case 'measure':
      return [formula.path]
    case 'binary':
      return [...measuresIn(formula.left), ...measuresIn(formula.right)]
    case 'call':
      return formula.args.flatMap(measuresIn)
  }
}
