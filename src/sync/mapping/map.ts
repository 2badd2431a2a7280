import type { FieldDirective } from './directive.ts'
import { plain } from './writer.ts'

interface Arguments {
  readonly from: readonly unknown[]
  readonly to: readonly unknown[]
  readonly else?: unknown
}

/** `@map(from: [PRO, TEAM], to: ["Professional", "Team"], else: "Other")`: value by value. Null stays null. */
export const map: FieldDirective<Arguments> = {
  name: 'map',
  check: ({ from, to }) => {
    if (from.length !== to.length) {
      return {
        what: `@map has ${from.length} values in \`from\` and ${to.length} in \`to\``,
        expected: 'as many in `to` as in `from`',
        cure: 'Give each value of `from` its partner at the same place of `to`',
      }
    }
    const twice = from.find((value, i) => from.indexOf(value) !== i)
    if (twice === undefined) return undefined
    return {
      what: `@map names ${JSON.stringify(twice)} twice in \`from\``,
      expected: 'each value once',
      cure: 'Take one of them out',
    }
  },
  gives: (args, before) => ({
    type: 'string',
    values: [...args.to, ...(args.else === undefined ? [] : [args.else])].map(String),
    nullable: before.nullable,
  }),
  wrap: (args, inner) => {
    const partners = new Map(args.from.map((value, i) => [String(value), JSON.stringify(args.to[i])]))
    const otherwise = args.else === undefined ? undefined : JSON.stringify(args.else)
    return (text) => {
      const value = inner(text)
      if (typeof value !== 'string' || value === 'null') return value
      return partners.get(plain(value)) ?? otherwise ?? UNMAPPED
    }
  },
}

const UNMAPPED = { reason: '@map has no partner for this value, and no `else`', code: 'UNMAPPED' } as const
