import { SingleBar } from 'cli-progress'
import pc from 'picocolors'

/** How a command speaks: answers go to stdout, everything else to stderr, so that scripts can read the answers alone. */
export interface Output {
  readonly json: boolean
  readonly verbose: boolean
  /** The answer for a person or a pipe. */
  answer(text: string): void
  /** The answer as one JSON document. */
  document(value: unknown): void
  /** A message. */
  note(text: string): void
  /** Work with a line of its own, and the time that it took. */
  step<T>(what: string, work: (say: (detail: string) => void) => Promise<T>): Promise<T>
  /** Work with a bar; `tell` takes what is done, from 0 to 1, and a word for it. */
  bar<T>(what: string, work: (tell: (done: number, doing?: string) => void) => Promise<T>): Promise<T>
}

const BAR_FORMAT = `  {bar} {percentage}% · {doing}`

export function openOutput({ json = false, verbose = false }: { json?: boolean; verbose?: boolean }): Output {
  const say = (text: string) => void process.stderr.write(`${text}\n`)
  return {
    json,
    verbose,
    answer: (text) => void process.stdout.write(`${text}\n`),
    document: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    note: say,
    async step(what, work) {
      let detail = ''
      return timed(
        what,
        () => work((told) => (detail = told)),
        () => detail,
      )
    },
    async bar(what, work) {
      let doing = ''
      const bar = process.stderr.isTTY ? openBar() : undefined
      bar?.start(100, 0, { doing: what })
      try {
        return await timed(
          what,
          () =>
            work((done, word) => {
              doing = word ?? doing
              bar?.update(Math.floor(done * 100), { doing: doing || what })
            }),
          () => doing,
          () => bar?.stop(),
        )
      } finally {
        bar?.stop()
      }
    },
  }

  async function timed<T>(
    what: string,
    work: () => Promise<T>,
    detail: () => string,
    before?: () => void,
  ): Promise<T> {
    const began = performance.now()
    try {
      const done = await work()
      const told = detail()
      before?.()
      const seconds = ((performance.now() - began) / 1_000).toFixed(1).padStart(5)
      say(`${pc.green('✓')} ${what.padEnd(34)} ${pc.dim(`${seconds} s`)}${told ? pc.dim(`  ${told}`) : ''}`)
      return done
    } catch (error) {
      before?.()
      say(`${pc.red('✗')} ${what}`)
      throw error
    }
  }
}

function openBar(): SingleBar {
  const look = { barCompleteChar: '█', barIncompleteChar: '░', barsize: 28, format: BAR_FORMAT }
  return new SingleBar({ ...look, stream: process.stderr, hideCursor: true, clearOnComplete: true })
}

/** What points at a fault in a code frame, in red. A message itself is plain: it goes to logs, JSON and tests too. */
export function paintFrames(text: string): string {
  return text.replace(/^  > (?=\s*\d+ \| )|^( +\| +)\^$/gm, (_, before?: string) =>
    before === undefined ? `  ${pc.red('>')} ` : `${before}${pc.red('^')}`,
  )
}

export type Cell = string | number | null | undefined

/** Rows under headings, as wide as they need to be. Numbers go to the right. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map((cell) => spelt(String(cell ?? '–'))))
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...cells.map((row) => row[i]?.length ?? 0)),
  )
  const right = headings.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number'))
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (right[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return [pc.bold(line(headings)), ...cells.map(line)].join('\n')
}

/** Names and reasons come from tenants and far sides: what a terminal would obey, or show in another order, is spelt out. */
function spelt(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
