import type { FastifyInstance } from 'fastify'

/** How long requests in flight have before their connections are cut, in ms. */
const GRACE = 10_000

/** Ends the server: nothing new is taken, what is in flight is answered. */
export type End = () => Promise<void>

/**
 * Node waits for every connection to end, also for those on which a client keeps silence (browsers open them ahead).
 * So answers tell clients to hang up, and when the last one is out the connections are closed.
 */
export function openEnding(fastify: FastifyInstance): End {
  let ending = false
  let inFlight = 0
  const cut = () => fastify.server.closeAllConnections()
  const cutIfDone = () => void (ending && inFlight === 0 && setImmediate(cut))

  fastify.addHook('onRequest', (_request, reply, next) => {
    inFlight++
    // Not the hook `onResponse`: that one isn't called for a client that has gone away.
    reply.raw.once('close', () => {
      inFlight--
      cutIfDone()
    })
    next()
  })
  fastify.addHook('onSend', (_request, reply, payload, next) => {
    if (ending) void reply.header('connection', 'close')
    next(null, payload)
  })

  return async () => {
    const deadline = setTimeout(cut, GRACE)
    ending = true
    cutIfDone()
    await fastify.close()
    clearTimeout(deadline)
  }
}
