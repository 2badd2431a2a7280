import { SluiceError } from './errors.ts'

/** A place in a project file. Lines and columns count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One thing that is wrong in a project's files. */
export interface Fault {
  readonly what: string
  readonly at: Place
  readonly expected: string
  readonly cure: string
  /** A warning is told, but doesn't stop anything. */
  readonly severity?: 'error' | 'warning'
}

/** Where faults are collected, so that all of them are told together. */
export class Faults {
  readonly found: Fault[] = []

  add(fault: Fault): void {
    this.found.push(fault)
  }

  get errors(): Fault[] {
    return this.found.filter((fault) => fault.severity !== 'warning')
  }

  /** Throws one `InvalidProject` with all of them, if there are any. */
  raise(sources: ReadonlyMap<string, string>): void {
    if (this.errors.length > 0) throw new InvalidProject(this.found, sources)
  }
}

/** The project's files are at fault; `faults` has each one, the message has them all with code frames. */
export class InvalidProject extends SluiceError {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[], sources: ReadonlyMap<string, string>) {
    const ordered = [...faults].sort(
      (a, b) => a.at.file.localeCompare(b.at.file) || a.at.line - b.at.line || a.at.column - b.at.column,
    )
    const count = ordered.length === 1 ? '1 fault' : `${ordered.length} faults`
    const told = ordered.map((fault) => tellFault(fault, sources.get(fault.at.file))).join('\n\n')
    super('INVALID_PROJECT', `The project has ${count}:\n\n${told}\n`)
    this.faults = ordered
  }
}

/** A fault as text: place, what, a code frame of three lines, what was expected, what to do. */
export function tellFault(fault: Fault, source: string | undefined): string {
  const { at } = fault
  const head = `${at.file}:${at.line}:${at.column}: ${fault.severity === 'warning' ? 'warning: ' : ''}${fault.what}`
  const frame = source === undefined ? [] : [codeFrame(source, at)]
  return [head, ...frame, `  expected: ${fault.expected}`, `  to do:    ${fault.cure}`].join('\n')
}

function codeFrame(source: string, { line, column }: Place): string {
  const lines = source.split('\n')
  const from = Math.max(1, line - 1)
  const to = Math.min(lines.length, line + 1)
  const width = String(to).length
  const frame: string[] = []
  for (let n = from; n <= to; n++) {
    const mark = n === line ? '>' : ' '
    frame.push(`  ${mark} ${String(n).padStart(width)} | ${lines[n - 1] ?? ''}`)
    if (n === line) frame.push(`    ${' '.repeat(width)} | ${' '.repeat(Math.max(0, column - 1))}^`)
  }
  return frame.join('\n')
}
