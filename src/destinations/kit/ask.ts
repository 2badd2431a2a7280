import { SluiceError } from '../../base/errors.ts'
import type { FarRequest, FarResponse, FarSide, Outcome } from '../contract.ts'
import { classify, type Rule } from './classify.ts'
import { FarFault } from './fault.ts'
import { retryAfter } from './wait.ts'
import { words } from './words.ts'

/** What became of a request. */
export type Reply =
  | { readonly is: 'ok'; readonly response: FarResponse }
  /** Refused for what it held: if it held several records, cut it and ask again. */
  | { readonly is: 'refused'; readonly response: FarResponse }
  /** No record's fault: the same outcome for all of them. */
  | { readonly is: 'failed'; readonly outcome: Outcome }

/** How a connector reads answers: its table, and where an error's message stands in a body. */
export interface Reading {
  readonly rules: readonly Rule[]
  readonly message: (response: FarResponse) => string
}

/**
 * Sends one request and says what became of it.
 * @throws DESTINATION_REFUSED where going on makes no sense (credentials, permissions, contract)
 */
export async function ask(far: FarSide, reading: Reading, request: FarRequest): Promise<Reply> {
  let response: FarResponse
  try {
    response = await far.http(request)
  } catch (fault) {
    if (fault instanceof FarFault) return { is: 'failed', outcome: outcomeOf(fault) }
    throw fault
  }
  const rule = classify(reading.rules, response)
  const reason = words(reading.message(response), `The far side answered ${response.status}`)
  switch (rule.is) {
    case 'OK':
      return { is: 'ok', response }
    case 'ROW':
    case 'SPLIT':
      return { is: 'refused', response }
    case 'UNKNOWN':
      return { is: 'failed', outcome: { is: 'unknown', reason } }
    case 'ROW-RETRY':
    case 'RETRY':
    case 'THROTTLE':
      return { is: 'failed', outcome: { is: 'retry', reason, ...wait(rule, response, far.clock.now()) } }
    case 'AUTH':
    case 'FATAL':
      throw new SluiceError('DESTINATION_REFUSED', {
        what: `The far side refused with ${response.status}: ${reason}`,
        ...(rule.cure === undefined ? {} : { cure: rule.cure }),
      })
  }
}

/**
 * For questions that have no records: the answer, or the reason why there is none.
 * @throws FarFault where asking again may help, DESTINATION_REFUSED where it won't
 */
export async function read(far: FarSide, reading: Reading, request: FarRequest): Promise<FarResponse> {
  const reply = await ask(far, reading, request)
  if (reply.is === 'ok') return reply.response
  if (reply.is === 'refused') {
    const { status } = reply.response
    throw new SluiceError('DESTINATION_REFUSED', {
      what: `The far side refused with ${status}: ${words(reading.message(reply.response), 'no reason given')}`,
    })
  }
  const { outcome } = reply
  const reason = 'reason' in outcome ? outcome.reason : 'The far side gave no answer'
  const afterMs = outcome.is === 'retry' ? outcome.afterMs : undefined
  throw new FarFault(reason, 'no', afterMs === undefined ? {} : { afterMs })
}

// The rule may know better than the header (a daily quota); the header is better than nothing.
function wait(rule: Rule, response: FarResponse, now: Date): { afterMs?: number } {
  const afterMs = rule.afterMs?.(response, now) ?? retryAfter(response.headers['retry-after'], now)
  return afterMs === undefined ? {} : { afterMs }
}

/** A connection's fault as the outcome of every record that the request held. */
export function outcomeOf(fault: FarFault): Outcome {
  const { afterMs } = fault
  return fault.applied === 'maybe'
    ? { is: 'unknown', reason: fault.parts.what }
    : { is: 'retry', reason: fault.parts.what, ...(afterMs === undefined ? {} : { afterMs }) }
}
