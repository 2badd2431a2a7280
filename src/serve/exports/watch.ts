import { SluiceError } from '../../base/errors.ts'
import type { Right } from '../auth/rights.ts'

/** Ends an export whose right, reader or client is gone, whatever it is doing just then. */
export interface Watch {
  /** Fires when the export must end. */
  readonly signal: AbortSignal
  /** Why it was ended, if it was. */
  readonly reason: SluiceError | undefined
  /** Before each piece. @throws UNAUTHENTICATED where the right to it is over */
  check(): Promise<void>
  /** A piece lies ready, and is read. */
  waiting(): void
  read(): void
  onEnd(tell: (reason: SluiceError) => void): void
  close(): void
}

/** How long a reader may pause. */
export interface Patience {
  /** In ms, whoever waits. */
  readonly stall: number
  /** In ms, while another tenant waits for the place. */
  readonly pause: number
  readonly wanted: () => boolean
}

/** How often a pausing export looks whether its place is wanted, in ms. */
const LOOK_MS = 500

export function openWatch(right: Right, { stall, pause, wanted }: Patience): Watch {
  const ending = new AbortController()
  const end = (reason: SluiceError) => ending.abort(reason)
  const over = () => end(right.signal.reason as SluiceError)
  right.signal.addEventListener('abort', over, { once: true })
  if (right.signal.aborted) over()
  let stalled: NodeJS.Timeout | undefined
  const lookAfter = (paused: number, ms: number) => {
    stalled = setTimeout(() => {
      const sofar = paused + ms
      if (sofar >= stall || wanted()) end(notRead(sofar))
      else lookAfter(sofar, Math.min(LOOK_MS, stall - sofar))
    }, ms)
  }

  return {
    signal: ending.signal,
    get reason() {
      return ending.signal.aborted ? (ending.signal.reason as SluiceError) : undefined
    },
    async check() {
      ending.signal.throwIfAborted()
      await right.check()
    },
    waiting() {
      lookAfter(0, Math.min(pause, stall))
    },
    read() {
      clearTimeout(stalled)
    },
    onEnd(tell) {
      const told = () => tell(ending.signal.reason as SluiceError)
      if (ending.signal.aborted) told()
      else ending.signal.addEventListener('abort', told, { once: true })
    },
    close() {
      clearTimeout(stalled)
      right.signal.removeEventListener('abort', over)
      end(goneAway()) // whoever still waits for rows, waits no longer
    },
  }
}

function goneAway(): SluiceError {
  return new SluiceError('CANCELLED', 'The client went away')
}

function notRead(ms: number): SluiceError {
  return new SluiceError('TIMEOUT', `Nothing was read for ${ms} ms`)
}
