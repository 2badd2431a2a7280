import type { ValueName } from '../../../../src/model/values.ts'
import type { Cumulative } from '../../../../src/model/kinds/kind.ts'
import type { Choice } from './choice.ts'
import { ref, type Exp } from './expression.ts'
import { randomCondition } from './schema.ts'
import {
  accumulates,
  dimensionsOf,
  isNumeric,
  linksOf,
  measuresOf,
  type Computed,
  type DimensionSpec,
  type FormulaSpec,
  type MeasureSpec,
  type ModelSpec,
} from './spec.ts'

/** Random measures of `of`: a count always, others as its dimensions allow, formulas over them. */
export function addMeasures(choice: Choice, of: ModelSpec, all: readonly ModelSpec[]): void {
  const add = (name: string, type: ValueName, computation: Computed, required = false): void => {
    const measure: MeasureSpec = { is: 'measure', name, type, required, computation }
    if (!of.fields.some((field) => field.name === name)) of.fields.push(measure)
  }
  const where = () => (choice.chance(35) ? { where: randomCondition(choice, of, all) } : {})
  add('howMany', 'Int', { is: 'aggregate', fn: 'count' }, true)
  if (choice.chance(50)) {
    add(
      'howManySuch',
      'BigInt',
      { is: 'aggregate', fn: 'count', where: randomCondition(choice, of, all) },
      true,
    )
  }
  for (const { exp, type } of choice.some(reachable(of, all), 2)) {
    if (type === 'Float') continue
    const fn = choice.one(['countDistinct', 'countDistinct', 'approxCountDistinct'] as const)
    add(`different${title(exp)}`, 'Int', { is: 'aggregate', fn, of: exp, ...where() }, true)
  }
  for (const dimension of dimensionsOf(of).filter(isQuantity)) {
    for (const fn of choice.some(['sum', 'avg', 'min', 'max', 'percentile'] as const, choice.int(1, 3))) {
      const type = aggregateType(fn, dimension.type)
      const p = fn === 'percentile' ? { p: choice.one(['0.5', '0.5', '0.95', '0.333', '0', '1']) } : {}
      add(`${fn}${upper(dimension.name)}`, type, {
        is: 'aggregate',
        fn,
        of: ref(dimension.name),
        ...p,
        ...where(),
      })
    }
  }
  addAlong(choice, of, add, where)
  for (const { name, type } of choice.some(dimensionsOf(of).filter(isOrdered), 1)) {
    const fn = choice.one(['min', 'max'] as const)
    add(`${fn}${upper(name)}`, type, { is: 'aggregate', fn, of: ref(name), ...where() })
  }
  const numbers = measuresOf(of).filter(({ type }) => type !== 'Float' && isNumeric(type))
  for (let i = 0; i < choice.int(1, 2); i++) {
    const formula = randomFormula(
      choice,
      numbers.map(({ name }) => [name]),
    )
    add(`ratio${i}`, 'Decimal', {
      is: 'formula',
      formula,
    })
  }
}

type Add = (name: string, type: ValueName, computation: Computed, required?: boolean) => void

/** Measures that go along a time in a way of their own. */
function addAlong(choice: Choice, of: ModelSpec, add: Add, where: () => { where?: Exp }): void {
  if (of.name === 'Balance') {
    for (const take of choice.some(['LAST', 'FIRST', 'AVG'] as const, 2)) {
      const fn = choice.one(['sum', 'avg', 'max'] as const)
      const along = { is: 'semiAdditive', over: 'on', take } as const
      add(`held${take}`, 'Decimal', { is: 'aggregate', fn, of: ref('held'), along, ...where() })
    }
  }
  const time = choice.some(
    dimensionsOf(of).filter((dimension) => dimension.time),
    1,
  )[0]
  if (!time) return
  const quantity = dimensionsOf(of).find((dimension) => isQuantity(dimension) && dimension.type === 'Decimal')
  for (const [i, how] of choice.some(cumulatives, choice.int(0, 2)).entries()) {
    const along = { is: 'cumulative', over: time.name, ...how } as const
    if (quantity && choice.chance(60)) {
      add(`grown${i}`, 'Decimal', {
        is: 'aggregate',
        fn: choice.one(['sum', 'max', 'percentile'] as const),
        p: '0.5',
        of: ref(quantity.name),
        along,
        ...where(),
      })
    } else add(`everMany${i}`, 'Int', { is: 'aggregate', fn: 'count', along, ...where() })
  }
}

const cumulatives: readonly Omit<Cumulative, 'is' | 'over'>[] = [{}, { window: 'P30D' }, { window: 'P1M' }]

/** A measure made of this model's and of another's. */
export function addRatio(choice: Choice, of: ModelSpec, all: readonly ModelSpec[]): void {
  const [other] = choice.some(
    all.filter((one) => one !== of && measuresOf(one).length > 0),
    1,
  )
  if (!other || choice.chance(40)) return
  const theirs = measuresOf(other).filter(
    ({ name, type, computation }) =>
      type !== 'Float' && isNumeric(type) && computation.is !== 'formula' && !accumulates(other, name),
  )
  const formula: FormulaSpec = {
    is: 'binary',
    op: choice.one(['/', '+'] as const),
    left: { is: 'measure', path: ['howMany'] },
    right: { is: 'measure', path: [other.name, choice.one(theirs).name] },
  }
  of.fields.push({
    is: 'measure',
    name: `per${other.name}`,
    type: 'Decimal',
    required: false,
    computation: { is: 'formula', formula },
  })
}

/** Dimensions of the model and of what its to-one links lead to. */
function reachable(of: ModelSpec, all: readonly ModelSpec[]): { exp: Exp; type: ValueName }[] {
  const own = dimensionsOf(of).map(({ name, type }) => ({ exp: ref(name), type }))
  const further = linksOf(of, false).flatMap((link) => {
    const target = all.find(({ name }) => name === link.to)
    return (target ? dimensionsOf(target) : []).map(({ name, type }) => ({ exp: ref(link.name, name), type }))
  })
  return [...own, ...further]
}

function randomFormula(choice: Choice, measures: readonly (readonly string[])[], depth = 2): FormulaSpec {
  const inner = () => randomFormula(choice, measures, depth - 1)
  if (depth === 0 || choice.chance(25)) {
    return choice.chance(80)
      ? { is: 'measure', path: choice.one(measures) }
      : { is: 'number', text: choice.one(['1', '100', '0.5', '0']) }
  }
  if (choice.chance(75))
    return { is: 'binary', op: choice.one(['+', '-', '*', '/', '/'] as const), left: inner(), right: inner() }
  const fn = choice.one(['coalesce', 'nullif', 'round', 'abs', 'greatest', 'least'] as const)
  if (fn === 'round') return { is: 'call', fn, args: [inner(), { is: 'number', text: '2' }] }
  return { is: 'call', fn, args: fn === 'abs' ? [inner()] : [inner(), inner()] }
}

function isQuantity({ type, name, from }: DimensionSpec): boolean {
  if (from.is === 'column' && from.column.refers) return false
  return isNumeric(type) && !['id', 'line', 'account'].includes(name)
}

function isOrdered({ type }: DimensionSpec): boolean {
  return ['String', 'Date', 'DateTime'].includes(type)
}

function aggregateType(fn: 'sum' | 'avg' | 'min' | 'max' | 'percentile', type: ValueName): ValueName {
  if (type === 'Float') return 'Float'
  if (fn === 'avg' || fn === 'percentile') return 'Decimal'
  return fn === 'sum' && type === 'Int' ? 'BigInt' : type
}

const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
const title = (exp: Exp) => (exp.is === 'ref' ? exp.path.map(upper).join('') : '')
