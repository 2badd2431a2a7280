import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from './case.ts'
import type { Told } from './house.ts'
import { planText } from './plan.ts'
import { laidOut } from './write.ts'

/** What people read is judged by `check.sql`; only a person's `SLUICE_UPDATE=1` writes it anew, never CI. */
const update = process.env['SLUICE_UPDATE'] === '1' && !process.env['CI']

type Files = Readonly<Record<string, string>>

/** What is kept beside a request that is answered: its statements, its plan, the first tenant's answer. */
export function keep({ dir, error }: Case, { data, compiled, trips }: Told): { shown: Files; kept: Files } {
  if (error !== undefined) return { shown: {}, kept: {} }
  const statements = trips.flat()
  const shown = {
    'sql.sql': statements.map(({ text }) => `${laidOut(text)};\n`).join('\n'),
    'plan.txt': `${planText(compiled, statements)}\n`,
    'answer.json': `${JSON.stringify(data, null, 2)}\n`,
  }
  if (update) for (const [name, text] of Object.entries(shown)) writeFileSync(join(dir, name), text)
  const contents = (name: string) =>
    existsSync(join(dir, name)) ? readFileSync(join(dir, name), 'utf8') : 'SLUICE_UPDATE=1 writes it'
  return { shown, kept: Object.fromEntries(Object.keys(shown).map((name) => [name, contents(name)])) }
}
