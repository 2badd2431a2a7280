import { Readable } from 'node:stream'
import type { Clock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import type { Engine } from '../../engine/contract.ts'
import type { Row } from '../../warehouses/contract.ts'
import type { Caller } from '../auth/caller.ts'
import type { Right } from '../auth/rights.ts'
import type { Allowances } from '../limits/allowances.ts'
import { exportCost } from '../limits/cost.ts'
import { limitQuestions } from '../limits/questions.ts'
import type { Turns } from '../limits/turns.ts'
import type { Meters } from '../metrics/meters.ts'
import { checkFirst } from './first.ts'
import type { Format } from './formats/index.ts'
import type { ListQuestion } from './list.ts'
import { openWatch, type Watch } from './watch.ts'

export interface ExportParts {
  readonly engine: Engine
  readonly allowances: Allowances
  readonly turns: Turns
  readonly clock: Clock
  readonly meters: Pick<Meters, 'rows' | 'exported'>
}

export interface ExportRequest {
  readonly question: ListQuestion
  readonly roles: readonly string[]
  readonly variables: Readonly<Record<string, unknown>>
  readonly caller: Caller
  readonly right: Right
  readonly format: Format
}

export interface OpenExport {
  readonly format: Format
  /** The response name of the root field. */
  readonly name: string
  /** The file's text. It ends in an error where the rows aren't all of them. */
  readonly body: Readable
}

/**
 * Compiles, pays, takes a turn, and waits for the first rows, so that what goes wrong until then is an answer with a status.
 * @throws what `engine.compile`, `Allowances.spend` and `Turns.take` throw, TIMEOUT, UNAVAILABLE
 */
export async function openExport(parts: ExportParts, request: ExportRequest): Promise<OpenExport> {
  const { engine, turns, allowances, clock } = parts
  const { question, caller, format, right, roles, variables } = request
  const { tenant } = caller.scope
  const limits = allowances.of(tenant)
  const binding = { variables, now: clock.now() }
  limitQuestions([question.query], limits)
  checkFirst(question.query, binding)
  const compiled = engine.compile(question.query, { scope: 'tenant', roles })
  if (compiled.columns.length === 0) throw nothingSelected()
  allowances.spend(tenant, exportCost(question.query, { models: engine.models, binding, limits }))
  const done = await turns.take(tenant, right.signal)
  const { stall, pause, timeout } = limits.exports
  const patience = { stall, pause, wanted: () => turns.wanted(tenant) }
  const watch = openWatch(right, patience)
  const rows = engine.stream(caller.scope, compiled, binding, {
    signal: watch.signal,
    timeoutMs: timeout,
    purpose: 'export',
  })
  const pieces = rows[Symbol.asyncIterator]()
  try {
    const first = await pieces.next()
    await watch.check()
    const writer = format.open(compiled.columns)
    const counted = (rows: number) => parts.meters.rows(format.name, rows)
    const body = Readable.from(texts(writer, first, pieces, watch, counted))
    body.on('error', () => {}) // whoever sends it listens too; until then it must not end the process
    watch.onEnd((reason) => body.destroy(reason))
    // Also where nobody ever reads: a generator that was never begun ends without its `finally`.
    let whole = false
    body.once('end', () => (whole = true))
    body.once('close', () => {
      parts.meters.exported(format.name, whole)
      void putAway(pieces, watch).finally(done)
    })
    return { format, name: question.as, body }
  } catch (error) {
    const reason = watch.reason ?? error
    await putAway(pieces, watch).finally(done)
    throw reason
  }
}

async function* texts(
  writer: ReturnType<Format['open']>,
  first: IteratorResult<readonly Row[]>,
  pieces: AsyncIterator<readonly Row[]>,
  watch: Watch,
  counted: (rows: number) => void,
): AsyncGenerator<string> {
  if (writer.head !== '') yield writer.head
  for (let piece = first; !piece.done; piece = await pieces.next()) {
    await watch.check()
    const text = piece.value.map((row) => writer.row(row)).join('')
    counted(piece.value.length)
    watch.waiting()
    yield text
    watch.read()
  }
  // The last word is the token's, too: rows that were read while it ran out are not called whole.
  await watch.check()
}

function nothingSelected(): SluiceError {
  return new SluiceError('INVALID_REQUEST', {
    what: 'An export selects at least one value',
    expected: 'a field beside `__typename`',
  })
}

async function putAway(pieces: AsyncIterator<readonly Row[]>, watch: Watch): Promise<void> {
  watch.close()
  await pieces.return?.().catch(() => undefined)
}
