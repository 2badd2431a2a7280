import { never } from '../../../base/errors.ts'
import type { ColumnPlan, ValueShape } from '../../../warehouses/postgres/clone/blueprint.ts'
import type { Random } from '../../random.ts'
import type { Hint } from '../hints.ts'
import type { Maker, Spot } from './maker.ts'
import { scalars } from './scalars.ts'
import { emails, texts } from './texts.ts'

/** Which value a spot gets: the `n`th where one has to be unlike others, else one that `turn` and chance choose. */
export interface Choice {
  readonly n?: number
  /** Counts up with the rows: what has few values gets each of them. */
  readonly turn: number
  /** Whether it should come through every condition that SQL puts on it. */
  readonly asked: boolean
}

/** A value of the column for this spot. */
export function valueOf(
  { value }: ColumnPlan,
  hint: Hint,
  spot: Spot,
  { n, turn, asked }: Choice,
  random: Random,
): string {
  const labels = labelsOf(value, hint)
  if (n !== undefined)
    return labels === undefined ? made(value, hint, spot, n) : (labels[n % labels.length] ?? '')
  const fitting = (asked ? hint.asked : hint.literals).filter(
    (literal) => labels?.includes(literal) ?? fits(value, literal),
  )
  if (asked && value.is === 'scalar' && value.base === 'bool') return String(!hint.absent)
  // Rows on both sides of each comparison.
  if (fitting.length > 0 && (asked || (labels === undefined && turn % 2 === 0))) {
    return fitting[turn % fitting.length] ?? ''
  }
  if (labels !== undefined) return labels[turn % labels.length] ?? ''
  const span = spanOf(value, hint)
  return made(value, hint, spot, 1 + (span <= FEW ? turn % span : random.below(span)))
}

const FEW = 3

/** Whether a tenant's rows can tell themselves apart in it. */
export function roomy(value: ValueShape, hint: Hint): boolean {
  const few = value.is === 'scalar' && (value.base === 'bool' || value.base === 'char')
  return labelsOf(value, hint) === undefined && !few
}

function spanOf(value: ValueShape, hint: Hint): number {
  if (value.is !== 'scalar') return 50
  return makerOf(value.base, hint).span
}

/** Of a text, what is to stand in it decides. What no table of ours knows is given a word, and may be refused. */
function makerOf(base: string, { email, cast }: Hint): Maker {
  if (!TEXTS.has(base)) return scalars[base] ?? texts
  return (cast === undefined ? undefined : scalars[cast]) ?? (email ? emails : texts)
}

function made(value: ValueShape, hint: Hint, spot: Spot, n: number): string {
  switch (value.is) {
    case 'scalar':
      return value.base === 'json' || value.base === 'jsonb'
        ? json(hint, spot, n)
        : makerOf(value.base, hint).make(n, spot, value)
    case 'enum':
      return value.labels[n % value.labels.length] ?? ''
    case 'array':
      return `{${[n, n + 1].map((at) => quoted(made(value.of, hint, spot, at))).join(value.delimiter)}}`
    case 'composite':
      return `(${value.fields.map((field) => quoted(made(field.value, hint, spot, n))).join(',')})`
    case 'range': {
      // A later number is an earlier time.
      const ends = [made(value.of, hint, spot, n), made(value.of, hint, spot, n + 1)].toSorted(byValue)
      const range = `[${ends.map(quoted).join(',')})`
      return value.multi ? `{${range}}` : range
    }
    default:
      return never(value)
  }
}

const TEXTS = new Set(['text', 'varchar', 'bpchar', 'citext'])
const NUMBERS = new Set(['int2', 'int4', 'int8', 'numeric', 'float4', 'float8'])

function labelsOf(value: ValueShape, { labels }: Hint): readonly string[] | undefined {
  if (value.is !== 'enum') return value.is === 'scalar' && labels?.length ? labels : undefined
  const both = value.labels.filter((label) => labels?.includes(label) ?? true)
  return both.length > 0 ? both : value.labels
}

function fits(value: ValueShape, literal: string): boolean {
  if (value.is !== 'scalar') return false
  if (NUMBERS.has(value.base)) return /^-?\d{1,4}$/.test(literal)
  return TEXTS.has(value.base) && literal.length <= (value.length ?? literal.length)
}

/** The keys that SQL reads hold what it casts them to, or digits: whatever else is done with them, these do most often. */
function json({ keys }: Hint, spot: Spot, n: number): string {
  const made = (type: string) => scalars[type]?.make(n, spot, {}) ?? ''
  const read = keys.map(({ name, cast }) => [name, made(cast ?? 'int8')])
  const rest = JSON.stringify({
    word: texts.make(n, spot, {}),
    list: [spot.canary],
    ...Object.fromEntries(read),
  })
  return `{"number":${made('int8')},${rest.slice(1)}`
}

function byValue(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)]
  return Number.isNaN(x) || Number.isNaN(y) ? (a < b ? -1 : 1) : x - y
}

/** As arrays, composites and ranges alike quote a part. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}
