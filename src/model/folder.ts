import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SluiceError } from '../base/errors.ts'

/**
 * The `*.graphql` files of a folder and of those below it, by name relative to it (`schema/orders.graphql` for `schema`),
 * sorted.
 * @throws NOT_FOUND where there is no such folder
 */
export async function readSchemaFolder(
  dir: string,
  shownAs = 'schema',
): Promise<ReadonlyMap<string, string>> {
  const names = await list(dir)
  const files = names.filter((name) => name.endsWith('.graphql')).sort()
  const texts = await Promise.all(files.map((name) => readFile(join(dir, name), 'utf8')))
  return new Map(files.map((name, i) => [`${shownAs}/${name.replaceAll('\\', '/')}`, texts[i] ?? '']))
}

async function list(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir, { recursive: true })
  } catch (cause) {
    throw new SluiceError('NOT_FOUND', {
      what: 'There is no schema folder',
      where: `"${dir}"`,
      expected: 'a folder with *.graphql files that describe the models',
      cure: 'Make one with `sluice init`, or say where the project is with --project',
      cause,
    })
  }
}
