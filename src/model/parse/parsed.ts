/** What a parser of authored text gives back: the value, or the first thing that is wrong and where. */
export type Parsed<Value> = { readonly is: 'parsed'; readonly value: Value } | Broken

export interface Broken {
  readonly is: 'broken'
  readonly what: string
  /** Where in the text, from 0. */
  readonly offset: number
  readonly expected: string
  readonly cure: string
}

export function broken(offset: number, what: string, expected: string, cure: string): Broken {
  return { is: 'broken', what, offset, expected, cure }
}

const PATH = /^[_A-Za-z]\w*(?:\.[_A-Za-z]\w*)*$/

/** The path of a `{reference}`; spaces inside the braces don't matter. */
export function referencePath(token: string): readonly string[] | undefined {
  const inner = token.slice(1, -1).trim()
  return PATH.test(inner) ? inner.split('.') : undefined
}
