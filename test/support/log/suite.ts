import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Log } from '../../../src/base/log.ts'

/** Where `start` lets the processes of a run put their logs; `stop` combs them. */
export const FOLDER = 'SLUICE_TEST_LOGS'

/**
 * What servers, stores and warehouses of the tests log to: everything, nothing redacted, into a file a process. When
 * the run is over, each line is searched for secrets.
 */
export const suiteLog: Log = pino({ level: 'trace' }, { write: keep })

/** Puts down what a process of ours said on stderr. */
export function keepOutput(text: string): void {
  for (const line of text.split('\n')) if (line !== '' && !READY_MADE.test(line)) keep(`${line}\n`)
}

/** The demo shows its reader a request with a token in it, for a terminal and for no log. */
const READY_MADE = /^\s+-H 'authorization: Bearer [\w.-]+' \\$/

function keep(line: string): void {
  const folder = process.env[FOLDER]
  if (folder) appendFileSync(join(folder, `${process.pid}.log`), `${testName()}\t${line}`)
}

// The log is written by helper processes too, which have no Jest.
function testName(): string {
  const { expect } = globalThis as { expect?: { getState(): { currentTestName?: string } } }
  return (expect?.getState().currentTestName ?? '').replaceAll(/\s+/g, ' ')
}
