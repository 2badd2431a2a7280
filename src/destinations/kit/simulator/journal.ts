import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { FarValue } from '../../contract.ts'

/** One accepted write. All of them together are the account: its state is nothing else. */
export interface Write {
  readonly version: number
  readonly operation: 'upsert' | 'archive' | 'property'
  readonly object: string
  readonly id: string
  /** By which the sender named the record. */
  readonly key: string
  readonly fields: Readonly<Record<string, FarValue>>
}

export interface Journal {
  /** Every write so far, oldest first. */
  readonly writes: readonly Write[]
  /** Written to the file before it returns, so that an answer is never given for what a crash would lose. */
  append(writes: readonly Write[]): void
  close(): void
}

/** JSON lines in `file`, or only in memory. A last line that was torn by a crash is cut off: nobody was told of it. */
export function openJournal(file?: string): Journal {
  if (file === undefined) return inMemory()
  mkdirSync(dirname(file), { recursive: true })
  const descriptor = openSync(file, 'a+')
  const { writes, wholeBytes } = readWhole(file)
  ftruncateSync(descriptor, wholeBytes)
  return {
    writes,
    append(added) {
      if (added.length === 0) return
      writeSync(descriptor, added.map((write) => `${JSON.stringify(write)}\n`).join(''))
      writes.push(...added)
    },
    close: () => closeSync(descriptor),
  }
}

function inMemory(): Journal {
  const writes: Write[] = []
  return { writes, append: (added) => void writes.push(...added), close: () => undefined }
}

function readWhole(file: string): { writes: Write[]; wholeBytes: number } {
  const text = readFileSync(file, 'utf8')
  const writes: Write[] = []
  let wholeBytes = 0
  for (const line of text.split('\n').slice(0, -1)) {
    const write = parse(line)
    if (write === undefined) break
    writes.push(write)
    wholeBytes += Buffer.byteLength(line) + 1
  }
  return { writes, wholeBytes }
}

function parse(line: string): Write | undefined {
  try {
    return JSON.parse(line) as Write
  } catch {
    return undefined
  }
}
