import type { Clock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import type { TenantDirectory } from '../../tenant/scope.ts'
import { CLOCK_TOLERANCE } from '../auth/settings.ts'
import type { Caller } from '../auth/caller.ts'

/** Who says whether a caller may still read. */
export interface Authority {
  readonly clock: Clock
  readonly directory: TenantDirectory
}

/** Ends an export whose right, reader or client is gone, whatever it is doing just then. */
export interface Watch {
  /** Fires when the export must end. */
  readonly signal: AbortSignal
  /** Why it was ended, if it was. */
  readonly reason: SluiceError | undefined
  /** Before each piece. @throws UNAUTHENTICATED where the token has run out or the tenant is put away */
  check(): Promise<void>
  /** A piece lies ready, and is read. */
  waiting(): void
  read(): void
  onEnd(tell: (reason: SluiceError) => void): void
  close(): void
}

/** How often a long export asks whether its tenant still is one, in ms. */
const ASK_MS = 5_000

export function openWatch(
  { clock, directory }: Authority,
  { scope, expiresAt }: Caller,
  stall: number,
  client: AbortSignal,
): Watch {
  const ending = new AbortController()
  const until = expiresAt.getTime() + CLOCK_TOLERANCE * 1_000
  const left = () => until - clock.now().getTime()
  const end = (reason: SluiceError) => ending.abort(reason)
  const gone = () => end(goneAway())
  client.addEventListener('abort', gone, { once: true })
  if (client.aborted) gone()
  const expiry = setTimeout(() => end(expired()), clamp(left()))
  let asked = clock.now().getTime()
  let stalled: NodeJS.Timeout | undefined

  return {
    signal: ending.signal,
    get reason() {
      return ending.signal.aborted ? (ending.signal.reason as SluiceError) : undefined
    },
    async check() {
      ending.signal.throwIfAborted()
      if (left() <= 0) throw expired()
      const now = clock.now().getTime()
      if (now - asked < ASK_MS) return
      asked = now
      if (!(await directory.knows(scope.tenant))) throw putAway()
    },
    waiting() {
      stalled = setTimeout(() => end(notRead(stall)), stall)
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
      clearTimeout(expiry)
      clearTimeout(stalled)
      client.removeEventListener('abort', gone)
      gone() // whoever still waits for rows, waits no longer
    },
  }
}

/** What a timer can wait for. A longer one isn't needed: no export lasts three weeks. */
function clamp(ms: number): number {
  return Math.max(0, Math.min(ms, 2 ** 31 - 1))
}

function goneAway(): SluiceError {
  return new SluiceError('CANCELLED', 'The client went away')
}

function expired(): SluiceError {
  return new SluiceError('UNAUTHENTICATED', { what: 'The token has expired', cure: 'Ask for a new one' })
}

function putAway(): SluiceError {
  return new SluiceError('UNAUTHENTICATED', 'The tenant is unknown')
}

function notRead(stall: number): SluiceError {
  return new SluiceError('TIMEOUT', `Nothing was read for ${stall} ms`)
}
