import type { AggregateName } from '../../../../src/model/kinds/kind.ts'
import { Num, num, ZERO } from '../values/num.ts'
import { compareValues, identity, type Value } from '../values/value.ts'
import type { FormulaSpec } from '../world/spec.ts'

/** Over values that are not null. Over none of them counts are 0 and everything else is null. */
export function aggregate(fn: AggregateName, values: readonly Exclude<Value, null>[], p?: string): Value {
  const count = new Num(BigInt(values.length))
  if (fn === 'count') return count
  if (fn === 'countDistinct' || fn === 'approxCountDistinct')
    return new Num(BigInt(new Set(values.map(identity)).size))
  if (values.length === 0) return null
  const sum = () => (values as Num[]).reduce((total, value) => total.plus(value), ZERO)
  const sorted = () => [...values].sort(compareValues)
  switch (fn) {
    case 'sum':
      return sum()
    case 'avg':
      return sum().over(count)
    case 'min':
      return sorted()[0] ?? null
    case 'max':
      return sorted().at(-1) ?? null
    case 'percentile':
      return percentile(sorted() as Num[], num(p ?? '0.5'))
  }
}

/** Between the two neighbours of the place `p` of the way from the first to the last, in proportion. */
function percentile(sorted: readonly Num[], p: Num): Value {
  const place = p.times(new Num(BigInt(sorted.length - 1)))
  const below = Number(place.n / place.d)
  const [low, high] = [sorted[below], sorted[Math.min(below + 1, sorted.length - 1)]]
  if (!low || !high) return null
  return low.plus(high.minus(low).times(place.minus(new Num(BigInt(below)))))
}

/** Arithmetic with nulls that spread; a divisor of zero gives null. */
export function formula(of: FormulaSpec, measure: (path: readonly string[]) => Value): Value {
  const compute = (inner: FormulaSpec) => formula(inner, measure) as Num | null
  switch (of.is) {
    case 'number':
      return num(of.text)
    case 'measure':
      return measure(of.path)
    case 'binary':
      return binary(of.op, compute(of.left), compute(of.right))
    case 'call':
      return call(of.fn, of.args.map(compute))
  }
}

function binary(op: '+' | '-' | '*' | '/', left: Num | null, right: Num | null): Num | null {
  if (left === null || right === null) return null
  if (op === '+') return left.plus(right)
  if (op === '-') return left.minus(right)
  if (op === '*') return left.times(right)
  return right.isZero ? null : left.over(right)
}

function call(fn: Extract<FormulaSpec, { is: 'call' }>['fn'], args: readonly (Num | null)[]): Num | null {
  const [first = null, second = null] = args
  const present = args.filter((arg) => arg !== null)
  switch (fn) {
    case 'coalesce':
      return present[0] ?? null
    case 'nullif':
      return first !== null && second !== null && first.compare(second) === 0 ? null : first
    case 'round':
      return first?.rounded(Number(second ?? 0)) ?? null
    case 'abs':
      return first && (first.n < 0n ? first.negated() : first)
    // The greatest of those that there are, as PostgreSQL has it.
    case 'greatest':
      return present.length === 0 ? null : present.reduce((a, b) => (a.compare(b) >= 0 ? a : b))
    case 'least':
      return present.length === 0 ? null : present.reduce((a, b) => (a.compare(b) <= 0 ? a : b))
  }
}
