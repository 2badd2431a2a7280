import type { SimReply, SimRequest } from './simulator.ts'

/** Something that goes wrong with one request. */
export type Fault =
  /** Answers this, and does nothing. */
  | { readonly is: 'answer'; readonly reply: SimReply }
  /** The connection ends without an answer; `applied` says whether the work was done before. */
  | { readonly is: 'drop'; readonly applied: boolean }
  /** The work is done, and the connection ends in the middle of the answer. */
  | { readonly is: 'reset' }
  /** The first `count` records are applied, then the connection ends. */
  | { readonly is: 'half'; readonly count: number }
  /** All is well, but it takes this long; real time. */
  | { readonly is: 'delay'; readonly ms: number }
  /** The work is done; the answer is another. */
  | { readonly is: 'edit'; readonly edit: (reply: SimReply) => SimReply }

interface Scripted {
  readonly fault: Fault
  readonly when: (request: SimRequest) => boolean
  left: number
}

/** A script of faults: each is used up by the next requests that fit, in the order of the script. */
export class Faults {
  readonly #script: Scripted[] = []

  /** `times` requests that `when` fits meet `fault`; `after` that many have passed unharmed. */
  add(
    fault: Fault,
    {
      times = 1,
      after = 0,
      when = () => true,
    }: { times?: number; after?: number; when?: (request: SimRequest) => boolean } = {},
  ): this {
    let passed = 0
    this.#script.push({ fault, left: times, when: (request) => when(request) && ++passed > after })
    return this
  }

  clear(): void {
    this.#script.length = 0
  }

  take(request: SimRequest): Fault | undefined {
    const next = this.#script.find((scripted) => scripted.left > 0 && scripted.when(request))
    if (next) next.left--
    return next?.fault
  }
}

/** Answers for the records in another order. */
export const reordered: Fault = {
  is: 'edit',
  edit: (reply) => withResults(reply, (results) => results.toReversed()),
}

/** Answers for fewer records than were applied. */
export function fewer(by: number): Fault {
  return {
    is: 'edit',
    edit: (reply) => withResults(reply, (results) => results.slice(0, Math.max(0, results.length - by))),
  }
}

/** A proxy's page where an answer should be. */
export const htmlPage: Fault = {
  is: 'answer',
  reply: {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><title>Sign in to the network</title>',
  },
}

function withResults(reply: SimReply, edit: (results: readonly unknown[]) => readonly unknown[]): SimReply {
  const { body } = reply
  if (typeof body !== 'object' || body === null || !('results' in body) || !Array.isArray(body.results))
    return reply
  return { ...reply, body: { ...body, results: edit(body.results) } }
}
