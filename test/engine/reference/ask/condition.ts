import type { Condition, Operand } from '../../../../src/engine/query.ts'
import { periods } from '../../../../src/model/operands.ts'
import { valueTypes, type ValueName } from '../../../../src/model/values.ts'
import type { Choice } from '../world/choice.ts'
import { Num } from '../values/num.ts'
import { poolOf, pools } from '../world/rows.ts'
import { decimalText } from '../world/sdl.ts'
import { dimensionsOf, linksOf, type DimensionSpec, type ModelSpec } from '../world/spec.ts'
import type { SqlType, Value } from '../values/value.ts'
import type { World } from '../world/world.ts'

/** A random condition on rows of `model`, `depth` links and connectives deep at most. */
export function randomCondition(choice: Choice, world: World, model: ModelSpec, depth = 2): Condition {
  const deeper = (of = model) => randomCondition(choice, world, of, depth - 1)
  const roll = depth === 0 ? 0 : choice.int(0, 9)
  if (roll >= 9) return { is: 'not', of: deeper() }
  if (roll >= 7)
    return { is: choice.one(['and', 'or'] as const), of: choice.times(choice.int(2, 3), () => deeper()) }
  const link = roll >= 4 ? choice.some(linksOf(model, choice.chance(50)), 1)[0] : undefined
  if (!link) return comparison(choice, world, model)
  const target = world.models.find(({ name }) => name === link.to) ?? model
  if (!link.many) return { is: 'one', link: link.name, of: deeper(target) }
  const of: Condition = choice.chance(25) ? { is: 'and', of: [] } : deeper(target)
  const is = choice.one(['some', 'none', 'every'] as const)
  return { is, link: link.name, of }
}

function comparison(choice: Choice, world: World, model: ModelSpec): Condition {
  const dimension = choice.one(dimensionsOf(model))
  const operator = choice.one(valueTypes[dimension.type].operators)
  const field = dimension.name
  const one = () =>
    constant(dimension.type, input(choice.one(valuesOf(choice, world, model, dimension)), dimension.type))
  switch (operator) {
    case 'isNull': {
      const missing: Condition = { is: 'missing', field }
      return choice.chance(50) ? missing : { is: 'not', of: missing }
    }
    case 'in':
    case 'notIn': {
      const values = choice.times(choice.int(0, 3), () =>
        input(choice.one(valuesOf(choice, world, model, dimension)), dimension.type),
      )
      return { is: 'compare', field, operator, operands: [constant(dimension.type, values)] }
    }
    case 'between':
      return { is: 'compare', field, operator, operands: [one(), one()] }
    case 'inLast':
      return {
        is: 'compare',
        field,
        operator,
        operands: [
          constant(
            'Duration',
            choice.one(['P1D', 'P30D', 'P90D', 'P1Y', 'P2M', ...(dimension.type === 'Date' ? [] : ['PT1H'])]),
          ),
        ],
      }
    case 'inPeriod':
      return {
        is: 'compare',
        field,
        operator,
        operands: [constant('String', choice.one(Object.keys(periods)))],
      }
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return {
        is: 'compare',
        field,
        operator,
        operands: [constant('String', choice.one(['', 'a', 'N', "'", '%', '_', '\\', 'ü', '😀', 'X']))],
      }
    default:
      return { is: 'compare', field, operator, operands: [one()] }
  }
}

/** Values that stand in the rows, and others of their kind. */
function valuesOf(
  choice: Choice,
  world: World,
  model: ModelSpec,
  { from, type }: DimensionSpec,
): readonly Value[] {
  if (from.is === 'sql')
    return pools[type === 'Boolean' ? 'boolean' : type === 'Decimal' ? 'numeric' : 'text']
  const { column } = from
  const there = (world.rows.get(model.name) ?? [])
    .map((row) => row[column.name] ?? null)
    .filter((value) => value !== null)
  return there.length > 0 && choice.chance(80) ? there : poolOf(column)
}

export function constant(type: Operand['type'], value: unknown): Operand {
  return { is: 'constant', type, value }
}

/** A value as a request gives it. */
export function input(value: Value, type: ValueName): unknown {
  if (value instanceof Num) return type === 'Int' || type === 'Float' ? value.toNumber() : decimalText(value)
  return typeof value === 'boolean' ? value : String(value)
}

export const likeOfType: Readonly<Record<ValueName, SqlType>> = {
  ID: 'text',
  String: 'text',
  Enum: 'enum',
  Int: 'int',
  BigInt: 'bigint',
  Decimal: 'numeric',
  Float: 'float8',
  Boolean: 'boolean',
  Date: 'date',
  DateTime: 'timestamptz',
  JSON: 'text',
}
