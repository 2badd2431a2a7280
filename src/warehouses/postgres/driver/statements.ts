import type { Wire } from './wire.ts'

/** Prepared statements cost the server memory: beyond this many on one connection, the least recently used is closed. */
const MOST_PREPARED = 256

/**
 * What one connection has prepared. Known by its text, not by the name that the caller gave it: so a name that is
 * used twice by mistake can never run another statement.
 */
export class Prepared {
  readonly #names = new Map<string, string>()
  readonly #most: number
  /** Parsed or closed in the trip under way: if it fails, nobody knows which of them the server still saw. */
  readonly #unsure = new Set<string>()
  readonly #stale = new Set<string>()
  #next = 1

  constructor(most: number = MOST_PREPARED) {
    this.#most = most
  }

  /** The server's name for `text`; parses it first where this connection hasn't yet. */
  nameOf(text: string, wire: Wire): string {
    const known = this.#names.get(text)
    if (known !== undefined) {
      // Moved to the end: the order of the map is the order of use.
      this.#names.delete(text)
      this.#names.set(text, known)
      return known
    }
    for (const name of this.#stale) this.#close(name, wire)
    this.#stale.clear()
    if (this.#names.size >= this.#most) this.#evict(wire)
    const name = `s${this.#next++}`
    wire.parse({ name, text })
    this.#unsure.add(name)
    this.#names.set(text, name)
    return name
  }

  /** The trip is over. Closing a statement that isn't there is no error, so what is unsure is simply closed next time. */
  settle(succeeded: boolean): void {
    if (!succeeded) {
      for (const name of this.#unsure) this.#stale.add(name)
      for (const [text, name] of this.#names) if (this.#unsure.has(name)) this.#names.delete(text)
    }
    this.#unsure.clear()
  }

  /** The server holds plans that no longer fit its tables, or none at all: every statement is parsed anew. */
  forget(): void {
    for (const name of this.#names.values()) this.#stale.add(name)
    this.#names.clear()
  }

  #evict(wire: Wire): void {
    const oldest = this.#names.entries().next().value
    if (oldest === undefined) return
    this.#names.delete(oldest[0])
    this.#close(oldest[1], wire)
  }

  #close(name: string, wire: Wire): void {
    wire.close({ type: 'S', name })
    this.#unsure.add(name)
  }
}
