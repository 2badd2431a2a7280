import type { onSendHookHandler } from 'fastify'
import type { Allowances } from '../limits/allowances.ts'

/**
 * Counts an answer for its tenant until it has been read, and hangs up on who reads nothing of it: until then it lies in
 * this server's memory, which is everybody's. An export is written as it is read.
 */
export function countUnread(allowances: Allowances): onSendHookHandler {
  return (request, reply, payload, next) => {
    const { raw } = reply
    if (request.caller && typeof payload === 'string' && !raw.destroyed) {
      const { tenant } = request.caller.scope
      raw.once('close', allowances.hold(tenant, Buffer.byteLength(payload)))
      raw.setTimeout(allowances.of(tenant).exports.stall, () => raw.destroy())
    }
    next(null, payload)
  }
}
