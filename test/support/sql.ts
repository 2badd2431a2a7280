import { Client, type QueryResult } from 'pg'

/** Runs SQL on a connection of its own, several statements in one text if need be. */
export async function once(url: string, text: string, values?: unknown[]): Promise<QueryResult> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text, values)
  } finally {
    await client.end()
  }
}

/** The same; rows of the last statement come back as objects. */
export async function run(url: string, text: string): Promise<Record<string, unknown>[]> {
  const results = [await once(url, text)].flat()
  return results.at(-1)?.rows ?? []
}
