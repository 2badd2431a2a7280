import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { secrets, type Secret } from './secrets.ts'

/** A line of a log that tells what it must not. */
export interface Told {
  readonly secret: Secret['name']
  readonly file: string
  /** From 1. */
  readonly line: number
  /** The test that was running, where one was. */
  readonly test: string
  readonly text: string
}

/** Goes through all logs of a run, line by line. `TEST\tLINE` is a line of ours; only LINE is looked at. */
export async function comb(folder: string, sought = secrets): Promise<readonly Told[]> {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((name) => name.endsWith('.log'))
  const found = await Promise.all(files.map((name) => combFile(join(folder, name), sought)))
  return found.flat()
}

/** The log of PostgreSQL itself, whose errors may quote a tenant's values. */
export function combServer(file: string): Promise<readonly Told[]> {
  return existsSync(file)
    ? combFile(
        file,
        secrets.filter(({ value }) => !value),
      )
    : Promise.resolve([])
}

const MOST_TOLD = 20

export function tell(found: readonly Told[]): string {
  const lines = found
    .slice(0, MOST_TOLD)
    .map(
      ({ secret, file, line, test, text }) => `${secret} in ${file}:${line} (${test || 'no test'}): ${text}`,
    )
  const more = found.length - lines.length
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}

async function combFile(file: string, sought: readonly Secret[]): Promise<readonly Told[]> {
  const found: Told[] = []
  let line = 0
  for await (const raw of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line++
    const tab = raw.indexOf('\t')
    const text = raw.slice(tab + 1)
    for (const { name, looks } of sought) {
      if (looks.test(text))
        found.push({
          secret: name,
          file,
          line,
          test: tab < 0 ? '' : raw.slice(0, tab),
          text: text.slice(0, 400),
        })
    }
  }
  return found
}
