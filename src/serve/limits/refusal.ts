import { SluiceError, type ErrorCode, type ErrorParts } from '../../base/errors.ts'

/** What a request asked for, and what there was. */
export interface AskedCost {
  readonly asked: number
  readonly limit: number
  /** Of what comes back with time: how much there is now, and how long an empty one takes to be full. */
  readonly left?: number
  readonly seconds?: number
}

/** No more than that, or not now: what a client needs to do better is in the answer's `extensions`. */
export class Refusal extends SluiceError {
  /** Whole seconds after which the same request may be tried again; undefined where it never will do. */
  readonly retryAfter: number | undefined
  readonly cost: AskedCost | undefined

  constructor(
    code: Extract<ErrorCode, 'LIMITED' | 'UNAVAILABLE' | 'TOO_COSTLY'>,
    parts: ErrorParts,
    { afterMs, cost }: { readonly afterMs?: number; readonly cost?: AskedCost } = {},
  ) {
    super(code, parts)
    this.retryAfter = afterMs === undefined ? undefined : Math.max(1, Math.ceil(afterMs / 1_000))
    this.cost = cost
  }
}
