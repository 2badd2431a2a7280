import { isInputObjectType, isObjectType, validateSchema } from 'graphql'
import { apiSchema } from '../../src/documents/index.ts'
import { tellFault } from '../../src/base/fault.ts'
import { loadModels } from '../../src/model/index.ts'

/** Milliseconds of each step, and what came of it. */
export interface Loading {
  readonly models: number
  readonly schema: number
  readonly valid: number
  readonly types: number
  readonly fields: number
}

// A process of its own, told by `models.ts`.
const count = Number(process.argv[2])
const sources = new Map(Array.from({ length: count }, (_, i) => [`schema/thing${i}.graphql`, sdl(i)]))

const started = performance.now()
const { models, faults } = loadModels(sources)
const loaded = performance.now()
const schema = apiSchema(models, [])
const types = Object.values(schema.getTypeMap())
const made = types.reduce(
  (sum, type) =>
    isObjectType(type) || isInputObjectType(type) ? sum + Object.keys(type.getFields()).length : sum,
  0,
)
const generated = performance.now()
const problems = validateSchema(schema)
const validated = performance.now()
const wrong = [
  ...faults.map((fault) => tellFault(fault, undefined)),
  ...problems.map(({ message }) => message),
]
if (wrong.length > 0) throw new Error(wrong[0])
const loading: Loading = {
  models: loaded - started,
  schema: generated - loaded,
  valid: validated - generated,
  types: types.length,
  fields: made,
}
process.send!(loading, () => process.exit())

/** A model of middling size: twelve dimensions, eight measures, links to two models before it and back. */
function sdl(i: number): string {
  const [near, far] = [i - 1, i >> 1].map((other) => Math.max(0, other))
  const back = [2 * i, 2 * i + 1].filter((other) => other > i && other < count)
  const backwards = back.map((other) => `  halves${other}: [Thing${other}!]! @link(to: "far_id")`)
  const dimensions = Array.from({ length: 8 }, (_, d) => `  "Dimension ${d}."\n  label${d}: String`)
  return `
"""
Thing ${i} of the warehouse, one row a thing.
"""
type Thing${i} @model(source: "marts.thing_${i}", key: "id", tenant: "tenant_id") @owner(team: "data", contact: "data@example.com") {
  id: ID!
  at: DateTime! @time
  state: State${i}!
  amount: Decimal!
${dimensions.join('\n')}
  near: Thing${near} @link(from: "near_id")
  far: Thing${far} @link(from: "far_id")
${backwards.join('\n')}
  count: Int! @measure(count: true)
  total: Decimal @measure(sum: "{amount}", unit: "USD")
  open: Decimal @measure(sum: "{amount}", where: "{state} = 'OPEN'")
  mean: Decimal @measure(avg: "{amount}")
  least: Decimal @measure(min: "{amount}")
  most: Decimal @measure(max: "{amount}")
  distinct: Int! @measure(countDistinct: "{label0}")
  share: Decimal @measure(expr: "{open} / {total}")
}
enum State${i} { OPEN CLOSED GONE }
`
}
