import { laidOut } from '../../golden/support/write.ts'

const WIDTH = 112
const OBJECT = 'json_build_object('

/** A statement over several lines: select lists, JSON objects and conditions that are too long for one have a line for each part. */
export function legible(text: string): string {
  return laidOut(text).split('\n').flatMap(listed).flatMap(spread).flatMap(conditions).join('\n')
}

/** A select list that is too long. */
function listed(line: string): readonly string[] {
  const head = /^( *)(?:\) )?\(?select /.exec(line)
  if (line.length <= WIDTH || !head) return [line]
  const [first = '', ...others] = parted(line.slice(head[0].length))
  return [head[0] + first, ...others.map((one) => `${head[1]}  ${one.trim()}`)]
}

/** A JSON object that is too long: a key and its value a line. One that goes on below stays as it is. */
function spread(line: string): readonly string[] {
  const at = line.indexOf(OBJECT)
  const from = at + OBJECT.length
  const to = at < 0 ? undefined : closing(line, from)
  if (line.length <= WIDTH || to === undefined) return [line]
  const indent = /^ */.exec(line)?.[0] ?? ''
  const parts = parted(line.slice(from, to)).map((part) => part.trim())
  const pairs = parts.flatMap((key, i) => (i % 2 === 0 ? [`${indent}  ${key} ${parts[i + 1] ?? ''}`] : []))
  return [line.slice(0, from), ...pairs.flatMap(spread), indent + line.slice(to)]
}

/** Conditions that are too long, each behind its `and`. */
function conditions(line: string): readonly string[] {
  const clause = /^( *)(?:where|(?:\) "\w+" )?on|(?:left )?join) /.exec(line)
  if (line.length <= WIDTH || !clause) return [line]
  const [first = '', ...others] = parted(line, ' and ')
  return [first, ...others.map((one) => `${clause[1]}  and ${one}`)]
}

const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"| and |./g

/** Split behind commas (or at each ` and `) that stand in no brackets and no quotes. */
function parted(text: string, at: ',' | ' and ' = ','): readonly string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const [token] of text.matchAll(TOKEN)) {
    depth += deeper(token)
    const ends = token === at && depth === 0
    if (!ends || at === ',') parts.push((parts.pop() ?? '') + token)
    if (ends) parts.push('')
  }
  return parts.map((part) => part.trimEnd())
}

/** Where the bracket closes that was opened before `from`; undefined where it doesn't on this line. */
function closing(text: string, from: number): number | undefined {
  let depth = 1
  for (const { 0: token, index } of text.slice(from).matchAll(TOKEN)) {
    depth += deeper(token)
    if (depth === 0) return from + index
  }
  return undefined
}

function deeper(token: string): number {
  return token === '(' || token === '[' ? 1 : token === ')' || token === ']' ? -1 : 0
}
