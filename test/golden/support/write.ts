/** A statement's text over several lines: a clause a line, a subquery further in. It stays runnable. */
export function laidOut(text: string): string {
  const lines: string[] = []
  let line = ''
  let depth = 0
  // For each open parenthesis whether it holds a query.
  const open: boolean[] = []
  const flush = () => {
    if (line.trim()) lines.push('  '.repeat(depth) + line.trim())
    line = ''
  }
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '(') {
      open.push(false)
    } else if (token === ')') {
      if (open.pop()) {
        flush()
        depth--
      }
    } else if (BEGINS.test(token) && /\(\s*$/.test(line) && open.length > 0) {
      flush()
      open[open.length - 1] = true
      depth++
    } else if (BREAKS.test(token) && (open.length === 0 || open.at(-1))) {
      flush()
    }
    line += token
  }
  flush()
  return lines.join('\n')
}

const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\(|\)|\b(?:left join|cross join|join|group by|order by|union all|[a-z]+)\b|\s+|./gs
const BEGINS = /^(?:select|with)$/
const BREAKS =
  /^(?:select|from|where|group by|having|order by|limit|offset|left join|cross join|join|union all|window)$/
