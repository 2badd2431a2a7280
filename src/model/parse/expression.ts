import type { Expression, Reference } from '../expression.ts'
import { broken, referencePath, type Broken, type Parsed } from './parsed.ts'

// Quoted texts come first, so that nothing inside them is taken for a token.
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\{[^{}]*\}|[A-Za-z_]\w*|--|\/\*|[\s\S]/g

/** Words that reach rows other than the one at hand, and so around the tenant. */
const QUERY_WORDS = new Set(['select', 'table', 'values', 'with'])
/** Functions that read elsewhere or change the session: the tenant's context is part of it. */
const FOREIGN_FUNCTION = /^(?:set_config|dblink\w*|pg_\w+|lo_\w+|\w+_to_xml\w*)$/i
const QUOTE_PREFIX = /^[ebxn]$/i

const forbidden: Readonly<Record<string, readonly [what: string, cure: string]>> = {
  ';': ['";" would end the statement', 'Remove it: an expression is one value'],
  '--': ['"--" begins a comment', 'Remove the comment; put it into the description'],
  '/*': ['"/*" begins a comment', 'Remove the comment; put it into the description'],
  $: [
    '"$" stands for parameters, which an expression cannot have',
    'Write the value itself, in single quotes if text',
  ],
  '{': ['"{" is not closed', 'Close the reference: {name}'],
  '}': ['"}" closes nothing', 'Write a reference as {name}'],
  "'": ['A single quote is not closed', "Close it; a quote inside a text is doubled: 'it''s'"],
  '"': ['A double quote is not closed', 'Close it'],
  '\\': ['"\\" is not SQL', 'Remove it'],
}

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[' }

const ONE_VALUE = 'one SQL value over {references}, such as "{amount} >= 500"'

/** Splits authored SQL at its `{references}`; braces inside quotes are text. */
export function parseExpression(text: string): Parsed<Expression> {
  const parts: (string | Reference)[] = []
  const open: { readonly token: string; readonly offset: number }[] = []
  let word = ''
  for (const { 0: token, index: offset } of text.matchAll(TOKEN)) {
    const fault = refuseToken(token, offset, word) ?? balance(open, token, offset)
    if (fault) return fault
    if (token.startsWith('{')) {
      const path = referencePath(token)
      if (!path) return badReference(token, offset)
      parts.push({ path, offset })
    } else {
      append(parts, token)
    }
    word = token
  }
  const left = open.at(-1)
  if (left) return broken(left.offset, `"${left.token}" is not closed`, ONE_VALUE, 'Close it')
  if (text.trim() === '') return broken(0, 'The expression is empty', ONE_VALUE, 'Write the expression')
  return { is: 'parsed', value: Object.freeze({ text, parts: Object.freeze(parts) }) }
}

function append(parts: (string | Reference)[], token: string): void {
  const last = parts.at(-1)
  if (typeof last === 'string') parts[parts.length - 1] = last + token
  else parts.push(token)
}

function refuseToken(token: string, offset: number, before: string): Broken | undefined {
  const known = Object.hasOwn(forbidden, token) ? forbidden[token] : undefined
  if (known) return broken(offset, known[0], ONE_VALUE, known[1])
  if (token.includes('\0')) return broken(offset, 'U+0000 cannot be part of SQL', ONE_VALUE, 'Remove it')
  if (QUERY_WORDS.has(token.toLowerCase())) {
    return broken(
      offset,
      `"${token}" would read other rows`,
      'an expression over the row at hand',
      'Reach another model with a link and a path, such as {customer.plan}',
    )
  }
  if (FOREIGN_FUNCTION.test(token.replace(/^"(.*)"$/s, '$1'))) {
    return broken(
      offset,
      `"${token}" is not allowed in an expression`,
      ONE_VALUE,
      'Compute it in the warehouse, as a column',
    )
  }
  if (token.startsWith("'") && QUOTE_PREFIX.test(before)) {
    return broken(
      offset - before.length,
      `"${before}'" begins a text with escapes`,
      'texts in plain single quotes',
      `Remove the "${before}"`,
    )
  }
  return undefined
}

function balance(
  open: { token: string; offset: number }[],
  token: string,
  offset: number,
): Broken | undefined {
  if (token === '(' || token === '[') {
    open.push({ token, offset })
    return undefined
  }
  const opener = closers[token]
  if (opener === undefined || open.pop()?.token === opener) return undefined
  return broken(offset, `"${token}" closes nothing`, ONE_VALUE, `Remove it, or open it with "${opener}"`)
}

function badReference(token: string, offset: number): Broken {
  return broken(
    offset,
    `"${token}" is not a reference`,
    'the name of a field, or a path along to-one links: {amount}, {customer.plan}',
    'Write the name of a field between the braces',
  )
}
