import { SluiceError } from '../../base/errors.ts'
import type { Batch, Outcome } from '../contract.ts'
import { narrow } from './batches.ts'
import { all } from './outcomes.ts'

/** What came of sending a part: an outcome per change, or one refusal for all of it. */
export type Part =
  | { readonly is: 'answered'; readonly outcomes: readonly Outcome[] }
  | { readonly is: 'refused'; readonly because: Outcome }

/**
 * For far sides that refuse a whole batch because of one record: halves it until the record stands alone, so that
 * its neighbours are delivered. One bad record among n costs about 2·log2(n) requests.
 */
export async function bisect(
  batch: Batch,
  send: (part: Batch) => Promise<Part>,
): Promise<readonly Outcome[]> {
  const sent = await send(batch)
  if (sent.is === 'answered') return sent.outcomes
  if (batch.changes.length <= 1) return all(batch.changes, sent.because)

  const middle = Math.ceil(batch.changes.length / 2)
  const left = await bisect(narrow(batch, batch.changes.slice(0, middle)), send)
  const rest = batch.changes.slice(middle)
  const pause = left.find((outcome) => outcome.is === 'retry')
  // Throttled or unreachable: the other half would only meet the same.
  if (pause) return [...left, ...all(rest, pause)]
  return [...left, ...(await unlessLost(left, rest, () => bisect(narrow(batch, rest), send)))]
}

/** What is delivered must be told even if the far side then turns away for good; the next batch will say why. */
async function unlessLost(
  told: readonly Outcome[],
  rest: Batch['changes'],
  go: () => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  try {
    return await go()
  } catch (error) {
    const stops = error instanceof SluiceError && told.some((outcome) => outcome.is === 'delivered')
    if (!stops) throw error
    return all(rest, { is: 'retry', reason: error.parts.what })
  }
}
