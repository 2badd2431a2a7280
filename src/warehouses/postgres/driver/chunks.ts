import type { Row } from '../../contract.ts'

const MOST_ROWS = 4_096
const MOST_BYTES = 1_000_000
/** Full chunks that may wait for the reader; beyond it the socket is paused, and so, in the end, is the server. */
const MOST_WAITING = 2

/** Rows on their way from the socket to a reader that may be slower: bounded in rows and in bytes. */
export class Chunks {
  readonly #full: Row[][] = []
  readonly #pause: () => void
  readonly #resume: () => void
  #open: Row[] = []
  #openBytes = 0
  #paused = false
  #ended = false
  #wake: (() => void) | undefined

  constructor(pause: () => void, resume: () => void) {
    this.#pause = pause
    this.#resume = resume
  }

  add(row: Row, bytes: number): void {
    if (this.#ended) return
    this.#open.push(row)
    this.#openBytes += bytes
    if (this.#open.length >= MOST_ROWS || this.#openBytes >= MOST_BYTES) this.#seal()
  }

  /** No more rows will come; what is here is still read. */
  finish(): void {
    if (this.#open.length > 0 && !this.#ended) this.#seal()
    this.#ended = true
    this.#wake?.()
  }

  /** Nobody reads any more: what comes is thrown away, so that the connection can be drained. */
  discard(): void {
    this.#ended = true
    this.#open = []
    this.#full.length = 0
    this.#flow()
  }

  /** @returns undefined at the end */
  async next(): Promise<readonly Row[] | undefined> {
    while (this.#full.length === 0 && !this.#ended) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      await promise
    }
    const chunk = this.#full.shift()
    if (this.#full.length < MOST_WAITING) this.#flow()
    return chunk
  }

  #seal(): void {
    this.#full.push(this.#open)
    this.#open = []
    this.#openBytes = 0
    if (this.#full.length >= MOST_WAITING && !this.#paused) {
      this.#paused = true
      this.#pause()
    }
    this.#wake?.()
  }

  #flow(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#resume()
  }
}
