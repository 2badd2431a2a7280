import type { ClientBase, Submittable } from 'pg'
import type { Described } from '../contract.ts'
import type { Wire } from './driver/wire.ts'

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

/** What each text would answer, all on one connection, with one look-up of the names of their types. */
export async function describe(client: ClientBase, texts: readonly string[]): Promise<readonly Described[]> {
  const answers: (readonly Field[] | Refusal)[] = []
  for (const text of texts) {
    const description = new Description(text)
    client.query(description)
    answers.push(await description.answer)
  }
  const fields = answers.flatMap((answer) => ('message' in answer ? [] : answer))
  const names = await typeNames(client, fields)
  return answers.map((answer): Described => {
    if (!('message' in answer))
      return answer.map((field) => ({ name: field.name, type: names.get(typeKey(field)) ?? 'unknown' }))
    return { error: answer.message, ...(answer.position ? { position: Number(answer.position) } : {}) }
  })
}

async function typeNames(client: ClientBase, fields: readonly Field[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ key: string; type: string }>(
    `select distinct oid || ' ' || modifier as key, format_type(oid, modifier) as type
       from unnest($1::oid[], $2::int[]) as field(oid, modifier)`,
    [fields.map((field) => field.dataTypeID), fields.map((field) => field.dataTypeModifier)],
  )
  return new Map(rows.map(({ key, type }) => [key, type]))
}

function typeKey({ dataTypeID, dataTypeModifier }: Field): string {
  return `${dataTypeID} ${dataTypeModifier}`
}
