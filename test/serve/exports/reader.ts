import { request, type IncomingMessage } from 'node:http'
import type { Api } from '../api.ts'

/** An export that is read as fast or as slowly as a test wants. */
export interface Reader {
  readonly response: IncomingMessage
  /** Reads on to the end. `whole`: the end was told, the connection was not cut. */
  rest(): Promise<{ readonly text: string; readonly whole: boolean }>
  /** The client goes away. */
  leave(): void
}

/** Sends the document and resolves with the answer's head; nothing of its body is read yet. */
export function openReader(api: Api, token: string, query: string, accept: string): Promise<Reader> {
  return new Promise((resolve, reject) => {
    const sent = request(`${api.url}/graphql`, {
      method: 'POST',
      agent: false,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept },
    })
    sent.on('error', reject)
    sent.on('response', (response) => {
      sent.on('error', () => {})
      resolve({
        response,
        rest: () => rest(response),
        leave: () => sent.destroy(),
      })
    })
    sent.end(JSON.stringify({ query }))
  })
}

function rest(response: IncomingMessage): Promise<{ text: string; whole: boolean }> {
  const parts: Buffer[] = []
  return new Promise((resolve) => {
    const end = () => resolve({ text: Buffer.concat(parts).toString(), whole: response.complete })
    response.on('data', (part: Buffer) => void parts.push(part))
    response.on('error', () => {})
    response.on('close', end)
  })
}

/** Reads to the end without keeping anything: how many lines and bytes came. `each` is told after each piece. */
export async function countLines(
  response: IncomingMessage,
  each: (lines: number) => void = () => {},
): Promise<{ readonly lines: number; readonly bytes: number }> {
  let [lines, bytes] = [0, 0]
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length
    for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines++
    each(lines)
  }
  return { lines, bytes }
}

/** Waits until `true`; fails with `what` after fifteen seconds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 15_000
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`It did not come to pass: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
