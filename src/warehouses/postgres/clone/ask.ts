import type { CustomTypesConfig } from 'pg'
import { asOwner } from '../owner.ts'
import type { Said } from './contract.ts'

const asText: CustomTypesConfig = { getTypeParser: () => (value: string | Buffer) => String(value) }

/** Runs statements in a read-only transaction that is rolled back, on a connection of its own. */
export async function ask(url: string, statements: readonly string[]): Promise<Said> {
  return asOwner('clone', url, async (client) => {
    let said: Said = { columns: [], rows: [] }
    await client.query('begin read only')
    for (const text of statements) {
      try {
        const { fields, rows } = await client.query<(string | null)[]>({
          text,
          rowMode: 'array',
          types: asText,
        })
        said = { columns: fields.map(({ name }) => name), rows }
      } catch (error) {
        const { code, message } = error as { code?: string; message: string }
        said = { refused: { code: code ?? '', message } }
        break
      }
    }
    await client.query('rollback')
    return said
  })
}
