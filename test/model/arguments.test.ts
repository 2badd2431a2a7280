import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { loadModels } from '../../src/model/index.ts'
import { alongKinds, measureKinds } from '../../src/model/kinds/index.ts'

const names = fc.constantFrom(
  ...Object.keys(measureKinds),
  ...Object.keys(alongKinds),
  ...listed(
    'p where unit over take window toDate per at to toPer toAt toWhere within zone name expr from roles',
  ),
  ...listed('__proto__ constructor toString'),
)

const words = fc.constantFrom(
  ...listed('"{amount}" "{customer.id}" "{Customer.n}/{x}" "{}" "placedAt" "day" "Customer" "Order" ""'),
  ...listed('"P7D" "-P7D" "PT36H" "P" "Europe/Paris" "__proto__" "constructor"'),
  ...listed('LAST AVG YEAR RATE COUNT __proto__ null true false 0 1 0.5 -1 2 1e-400 1e400'),
  `0.${'9'.repeat(300)}`,
  '"""{amount}\n  {x}"""',
)

function listed(text: string): readonly string[] {
  return text.split(' ')
}

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    words,
    fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
    fc.array(tie('value'), { maxLength: 3 }).map((all) => `[${all.join(' ')}]`),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 6 }).map((all) => `{${written(all)}}`),
  ),
}))

const directive = fc
  .tuple(
    fc.constantFrom('measure', 'time', 'column', 'sql', 'link', 'allow', 'deprecated', 'constructor'),
    fc.array(fc.tuple(names, value), { minLength: 1, maxLength: 4 }),
  )
  .map(([name, args]) => `@${name}(${written(args)})`)

/** Whole measures with one thing changed come much further than arguments that are put together blindly. */
const measure = fc
  .tuple(
    fc.constantFrom(
      'count: true',
      'sum: "{amount}"',
      'percentile: "{amount}"',
      'median: "{day}"',
      'expr: "{n} / {Customer.n}"',
    ),
    fc.option(
      fc.tuple(words, words).map(([over, take]) => `semiAdditive: {over: ${over}, take: ${take}}`),
      { nil: '' },
    ),
    fc.option(
      fc.tuple(words, words).map(([over, window]) => `cumulative: {over: ${over}, window: ${window}}`),
      { nil: '' },
    ),
    fc.option(
      words.map((p) => `p: ${p}`),
      { nil: '' },
    ),
  )
  .map((parts) => `@measure(${parts.join(' ')})`)

const conversion = fc
  .tuple(words, words, words, words, words, words)
  .map(
    ([per, at, to, toPer, toAt, within]) =>
      `@measure(conversion: {per: ${per} at: ${at} to: ${to} toPer: ${toPer} toAt: ${toAt} within: ${within}})`,
  )

function written(all: readonly (readonly [string, string])[]): string {
  return all.map(([name, text]) => `${name}: ${text}`).join(', ')
}

const project = (directives: readonly string[]) => `
type Order @model(source: "orders", key: ["order_id", "day"], tenant: "tenant_id") {
  orderId: ID!  day: Date! @time  placedAt: DateTime @time  amount: Decimal
  customer: Customer @link(from: "customer_id")
  n: Int @measure(count: true)
${directives.map((text, i) => `  x${i}: ${['Int', 'Decimal', 'String!', 'DateTime', 'Customer'][i % 5]} ${text}`).join('\n')}
}
type Customer @model(source: "customers", key: "id", tenant: "tenant_id") { id: ID! at: DateTime @time n: Int @measure(count: true) }
`

test('Whatever the arguments, loading ends in models or in faults that have a place in the text', () => {
  const kinds = new Set<string>()
  fc.assert(
    fc.property(
      fc.array(fc.oneof(directive, measure, conversion), { minLength: 1, maxLength: 5 }),
      (directives) => {
        const text = project(directives)
        const lines = text.split('\n')
        const { models, faults } = loadModels(new Map([['schema/test.graphql', text]]))
        for (const { at, what, expected, cure } of faults) {
          for (const part of [what, expected, cure]) expect(part).toMatch(/^(?!.*undefined)./s)
          expect(at.column).toBeGreaterThanOrEqual(1)
          expect(at.column).toBeLessThanOrEqual((lines[at.line - 1] ?? '').length + 1)
        }
        for (const field of models.byName.get('Order')?.fields.values() ?? [])
          if (field.is === 'measure' && field.name !== 'n') kinds.add(field.kind)
      },
    ),
    // The same each time, but for the full form: few of what is made up gets through.
    process.env['SLUICE_FULL'] === '1' ? { numRuns: 5_000 } : { numRuns: 500, seed: 20_261_122 },
  )
  // The arguments are near enough to good ones that some get through.
  expect(kinds.size).toBeGreaterThanOrEqual(3)
})
