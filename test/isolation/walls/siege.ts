import { randomBytes } from 'node:crypto'
import { foreignIn } from '../oracle/canary.ts'
import { openGround, openHome, type Ground } from '../oracle/home.ts'
import { attacks, more } from './attacks.ts'
import type { Removal } from './walls.ts'

const cursorKey = randomBytes(32)

/**
 * All attacks with a wall taken away: the names of those that succeed. An attack succeeds where what is seen holds the
 * other tenant's canary or digits, or is another than where the other tenant has no rows.
 */
export async function siege(removal: Removal): Promise<readonly string[]> {
  const [crowded, lonely] = await Promise.all([seen(removal, ['acme', 'globex']), seen(removal, ['acme'])])
  return Object.entries(attacks)
    .filter(([name, attack]) => {
      const text = crowded.get(name) ?? ''
      return attack.sought ? attack.sought.test(text) : text !== lonely.get(name) || holdsForeign(text)
    })
    .map(([name]) => name)
}

/** What holds the other tenant's canary or digits, where whether there is an error may depend on its rows. */
export async function plunder(removal: Removal): Promise<readonly string[]> {
  return [...(await seen(removal, ['acme', 'globex']))]
    .filter(([name, text]) => attacks[name]?.sought?.test(text) ?? holdsForeign(text))
    .map(([name]) => name)
}

function holdsForeign(text: string): boolean {
  return foreignIn('acme', text, isJson(text) ? text : undefined).length > 0
}

/** Databases for those ways to take a wall away that leave the database as it is. */
const grounds = new Map<string, Promise<Ground>>()

export async function closeGrounds(): Promise<void> {
  for (const ground of grounds.values()) await (await ground).close()
}

function groundOf(tenants: readonly string[]): Promise<Ground> {
  const key = tenants.join()
  const ground = grounds.get(key) ?? openGround({ tenants, more })
  grounds.set(key, ground)
  return ground
}

/** What each attack shows, of `tenants` who have rows. */
async function seen(
  { options = {}, undo, known }: Removal,
  tenants: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const on = undo ? {} : { on: await groundOf(tenants) }
  const home = await openHome({ cursorKey, tenants, more, ...on, ...options })
  try {
    await undo?.(home)
    const shown = new Map<string, string>()
    for (const [name, { seen }] of Object.entries(attacks)) {
      const text = await seen(home, known ? cursorKey : randomBytes(32))
      // Each error has a number of its own.
      shown.set(name, text.replaceAll(/"errorId":"[^"]*"/g, '"errorId":""'))
    }
    return shown
  } finally {
    await home.close()
  }
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
