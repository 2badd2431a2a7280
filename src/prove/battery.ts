import type { Attempt } from './attacks/attack.ts'
import { cureOf } from './findings/cure.ts'
import type { Sighting } from './findings/finding.ts'
import type { Reply } from './stage/house.ts'
import type { Houses } from './stage/houses.ts'
import { locator } from './findings/locate.ts'
import { oracles } from './oracles/index.ts'
import { dataOf } from './oracles/json.ts'
import type { Oracle, Suspicion, Trial, Witness } from './oracles/oracle.ts'
import type { Random } from './random.ts'

export interface BatteryParts {
  readonly houses: Houses
  readonly witness: Witness
  readonly asker: string
  readonly others: readonly string[]
  readonly random: Random
  /** Whether there is still time for what isn't tried by every run. */
  readonly timely: () => boolean
  /** Told after each attempt. */
  readonly tell: (attempt: Attempt) => void
  readonly see: (sighting: Sighting) => void
  /** Texts of stored documents and dashboards, by id: where an answer's path leads through them. */
  readonly textOf: (id: string) => string | undefined
}

/** How the attempts of one attack went. */
export interface Tally {
  readonly attack: string
  tried: number
  answered: number
  refused: number
  /** Not tried for want of time. */
  left: number
}

/** Attempts at once: more than there are connections, so that tenants follow each other on each of them. */
const AT_ONCE = 4
/** So many attempts from one disturbance to the next. */
const DISTURBED = 20

/** Fires every attempt at all houses, tenants between each other, and has the oracles look at each answer. */
export async function fire(parts: BatteryParts, attempts: readonly Attempt[]): Promise<readonly Tally[]> {
  const tallies = new Map<string, Tally>()
  const tallyOf = ({ attack }: Attempt) => {
    const tally = tallies.get(attack) ?? { attack, tried: 0, answered: 0, refused: 0, left: 0 }
    tallies.set(attack, tally)
    return tally
  }
  const queue = inTurn(attempts, parts.random).values()
  let count = 0
  const work = async () => {
    for (const attempt of queue) {
      const tally = tallyOf(attempt)
      if (attempt.rank > 0 && !parts.timely()) tally.left++
      else {
        if (++count % DISTURBED === 0) await disturb(parts, attempt)
        await tryOut(parts, attempt, tally, count)
      }
      parts.tell(attempt)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return [...tallies.values()]
}

/** By rank, and within a rank each attack in turn, so that time runs out for all of them alike. */
function inTurn(attempts: readonly Attempt[], random: Random): readonly Attempt[] {
  const ranks = [0, 1, 2].map((rank) => attempts.filter((one) => one.rank === rank))
  return ranks.flatMap((alike) => {
    const kinds = [...Map.groupBy(alike, ({ attack }) => attack).values()].map((kind) =>
      random.shuffled(kind),
    )
    const longest = Math.max(0, ...kinds.map(({ length }) => length))
    return Array.from({ length: longest }, (_, i) => kinds.flatMap((kind) => kind[i] ?? [])).flat()
  })
}

async function tryOut(parts: BatteryParts, attempt: Attempt, tally: Tally, turn: number): Promise<void> {
  const trial = await ask(parts, attempt, turn)
  const own = trial.crowded.get(parts.asker)
  for (const oracle of oracles)
    for (const suspicion of oracle.judge(trial, parts.witness))
      parts.see(sightingOf(parts, trial, oracle, suspicion))
  const answered = own !== undefined && isAnswered(own)
  tally.tried++
  if (answered) tally.answered++
  else tally.refused++
  if (!answered && attempt.parts) for (const part of attempt.parts) await tryOut(parts, part, tally, turn)
}

/** Whether there was an answer, in part at least. */
export function isAnswered({ status, text }: Reply): boolean {
  if (status >= 400) return false
  const data = dataOf(text)
  const failed = text.includes('"errors"')
  if (data === undefined || data === null) return data === undefined && !failed
  // A row that isn't there is an answer; a field that failed is none.
  return !failed || Object.values(data).some((value) => value !== null)
}

/** Everybody asks at once: the asker in each house, and one of the others beside him. */
async function ask({ houses, asker, others }: BatteryParts, attempt: Attempt, turn: number): Promise<Trial> {
  const other = others[turn % Math.max(1, others.length)]
  const { request } = attempt
  const [theirs, own, alone, open] = await Promise.all([
    other === undefined ? undefined : houses.crowded.send(other, request),
    houses.crowded.send(asker, request),
    houses.alone.send(asker, request),
    houses.open.send(asker, request),
  ])
  const crowded = new Map([[asker, own]])
  if (other !== undefined && theirs) crowded.set(other, theirs)
  return { attempt, crowded, alone, open, asker }
}

/** Requests whose client leaves, or whose time runs out, so that what follows is asked on their connections. */
async function disturb({ houses, asker, others, random }: BatteryParts, { request }: Attempt): Promise<void> {
  const gone = (tenant: string) =>
    houses.crowded.send(tenant, request, AbortSignal.timeout(1 + random.below(6))).catch(() => undefined)
  await Promise.all([...others, asker].map(gone))
  await Promise.all([...others, asker].map((tenant) => houses.crowded.hurry(tenant, request)))
}

function sightingOf(parts: BatteryParts, trial: Trial, oracle: Oracle, suspicion: Suspicion): Sighting {
  const { attempt } = trial
  const { models } = parts.witness
  const { path = [], ...seen } = suspicion
  const text = textIn(parts, attempt)
  const spotAt = locator(models, text)
  // A file has no paths; then what was asked for says where.
  const exact = spotAt(path)
  const spot = exact.model === undefined ? spotAt(firstPath(text)) : exact
  return {
    ...seen,
    oracle: oracle.name,
    ...spot,
    outlet: attempt.outlet,
    request: requestOf(attempt),
    cure: suspicion.cure ?? cureOf(models, spot),
  }
}

function textIn({ textOf }: BatteryParts, { request: { body = {} } }: Attempt): string {
  const { query, documentId } = body
  if (typeof query === 'string') return query
  return (typeof documentId === 'string' ? textOf(documentId) : undefined) ?? ''
}

function firstPath(text: string): readonly string[] {
  return [/\{\s*(\w+)/.exec(text)?.[1] ?? '']
}

function requestOf({ request }: Attempt): string {
  const { method, path, roles, headers = {}, body, token } = request
  const accept = headers['accept'] === undefined ? '' : ` accept: ${headers['accept']}`
  const who = `${roles.length > 0 ? ` roles: ${roles.join(', ')}` : ''}${token === undefined ? '' : ` token: ${token}`}`
  const { query, ...rest } = body ?? {}
  const more =
    Object.keys(rest).length > 0 && JSON.stringify(rest) !== '{"variables":{}}'
      ? `\n${JSON.stringify(rest)}`
      : ''
  return `${method} ${path}${accept}${who}${typeof query === 'string' ? `\n${query}` : ''}${more}`
}
