import type { ClientBase, Submittable } from 'pg'
import type { Wire } from './driver/wire.ts'

export type Described = readonly { name: string; type: string }[] | { error: string; position?: number }

interface Field {
  readonly name: string
  readonly dataTypeID: number
  readonly dataTypeModifier: number
}

interface Refusal {
  readonly message: string
  readonly position?: string
}

/** Parse and Describe of a statement, and nothing more: it is understood by the server, never executed. */
class Description implements Submittable {
  readonly answer: Promise<readonly Field[] | Refusal>
  readonly #text: string
  readonly #settle: (answer: readonly Field[] | Refusal) => void
  #fields: readonly Field[] = []

  constructor(text: string) {
    this.#text = text
    const { promise, resolve } = Promise.withResolvers<readonly Field[] | Refusal>()
    this.answer = promise
    this.#settle = resolve
  }

  submit(connection: unknown): void {
    const wire = connection as Wire
    wire.parse({ name: '', text: this.#text })
    wire.describe({ type: 'S', name: '' })
    wire.sync()
  }

  handleRowDescription(message: { readonly fields: readonly Field[] }): void {
    this.#fields = message.fields
  }

  handleReadyForQuery(): void {
    this.#settle(this.#fields)
  }

  handleError(error: Refusal): void {
    this.#settle(error)
  }
}

/** The names and types of the columns that `text` would have, or what is wrong with it. `position` counts characters from 1. */
export async function describe(client: ClientBase, text: string): Promise<Described> {
  const description = new Description(text)
  client.query(description)
  const answer = await description.answer
  if ('message' in answer) {
    return { error: answer.message, ...(answer.position ? { position: Number(answer.position) } : {}) }
  }
  const { rows } = await client.query<{ type: string }>(
    `select format_type(oid, modifier) as type
       from unnest($1::oid[], $2::int[]) with ordinality as field(oid, modifier, at) order by at`,
    [answer.map((field) => field.dataTypeID), answer.map((field) => field.dataTypeModifier)],
  )
  return answer.map(({ name }, i) => ({ name, type: rows[i]?.type ?? 'unknown' }))
}
