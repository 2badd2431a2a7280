import { systemClock } from '../../base/clock.ts'
import { SluiceError } from '../../base/errors.ts'
import type { Models } from '../../model/model.ts'
import { openScope, type TenantScope } from '../../tenant/scope.ts'
import { contextSigner } from '../../warehouses/postgres/context.ts'
import type { Clone, Said } from '../../warehouses/postgres/clone/contract.ts'
import type { RelationPlan } from '../../warehouses/postgres/clone/blueprint.ts'
import type { Warehouse } from '../../warehouses/contract.ts'
import type { Gap, Sighting } from '../findings/finding.ts'
import { becoming, pretexts, type Guise } from './pretexts.ts'

/** One warehouse with everybody's rows, and the same with the asker's alone. */
export interface StorageParts {
  readonly models: Models
  readonly relations: readonly RelationPlan[]
  readonly crowded: { readonly clone: Clone; readonly warehouse: Warehouse }
  readonly alone: { readonly clone: Clone; readonly warehouse: Warehouse }
  /** What the clones check contexts with. */
  readonly contextKey: Uint8Array
  readonly asker: string
  readonly victim: string
  readonly canaries: ReadonlyMap<string, string>
}

export interface StorageProof {
  readonly tried: number
  readonly findings: readonly Sighting[]
  readonly gaps: readonly Gap[]
}

/**
 * Wall 3 by itself: SQL that no compiler has seen, as the serving role. What it gives with everybody's rows has to be
 * what it gives with the asker's rows alone.
 */
export async function proveStorage(parts: StorageParts): Promise<StorageProof> {
  const scope = await openScope(
    { tenant: parts.asker, roles: [], claims: {} },
    { knows: () => Promise.resolve(true) },
  )
  const guise = guiseOf(parts)
  const guises = [...pretexts, ...(await rolesOf(parts.crowded.clone)).map(becoming)]
  const served = parts.relations.filter(({ served }) => served)
  const findings: Sighting[] = []
  const gaps: Gap[] = []
  let tried = 0
  for (const relation of served) {
    const text = everything(relation)
    const own = await both(parts, (side) => within(side.warehouse, scope, text))
    tried++
    findings.push(...compare(parts, relation, 'one’s own context', [text], own))
    if (isEmpty(own.alone)) gaps.push(unseen(relation, own.alone))
    for (const pretext of guises) {
      const statements = [...pretext.before(guise), text]
      const said = await both(parts, (side) => side.clone.ask('serve', statements))
      tried++
      findings.push(...compare(parts, relation, pretext.name, statements, said))
    }
  }
  return { tried, findings, gaps }
}

interface Sides<T> {
  readonly crowded: T
  readonly alone: T
}

async function both<T>(
  { crowded, alone }: StorageParts,
  ask: (side: StorageParts['crowded']) => Promise<T>,
): Promise<Sides<T>> {
  const [a, b] = await Promise.all([ask(crowded), ask(alone)])
  return { crowded: a, alone: b }
}

/** Roles that the serving role may become: it should be none. */
async function rolesOf(clone: Clone): Promise<readonly string[]> {
  const said = await clone.ask('serve', [
    `select rolname::text from pg_roles where rolname <> current_user and pg_has_role(current_user, oid, 'MEMBER') order by 1`,
  ])
  return 'rows' in said ? said.rows.flatMap(([name]) => name ?? []) : []
}

const MINUTE = 60_000

function guiseOf({ contextKey, asker, victim }: StorageParts): Guise {
  const longAgo = { ...systemClock, now: () => new Date(Date.now() - 60 * MINUTE) }
  return {
    genuine: contextSigner(contextKey).sign(asker, MINUTE),
    expired: contextSigner(contextKey, longAgo).sign(asker, MINUTE),
    victim,
  }
}

/** Through the driver, which signs the context. */
async function within(warehouse: Warehouse, scope: TenantScope, text: string): Promise<Said> {
  try {
    const [rows = []] = await warehouse.run(scope, [{ text, values: [] }])
    return { columns: [], rows }
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error
    return { refused: { code: error.code, message: error.message } }
  }
}

function everything({ schema, name }: RelationPlan): string {
  return `select r::text from ${quoted(schema)}.${quoted(name)} r order by 1`
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function isEmpty(said: Said): boolean {
  return !('rows' in said) || said.rows.length === 0
}

function compare(
  parts: StorageParts,
  relation: RelationPlan,
  pretext: string,
  statements: readonly string[],
  { crowded, alone }: Sides<Said>,
): readonly Sighting[] {
  const more = foreign(crowded, alone)
  if (more === undefined) return []
  const { asker, canaries } = parts
  const told = more.join(' ').toLowerCase()
  const victim = [...canaries].find(([tenant, word]) => tenant !== asker && told.includes(word))?.[0]
  const readers = readersOf(parts, relation)
  const finding: Sighting = {
    wall: 'storage',
    oracle: victim === undefined ? 'non-interference' : 'canaries',
    relation: `${relation.schema}.${relation.name}`,
    asker,
    victim: victim ?? parts.victim,
    outlet: 'sql',
    request: statements.map((text) => parts.crowded.clone.told(text)).join(';\n'),
    seen: `with ${pretext}, ${more.length} rows more beside others than without them`,
    cure: `Run \`sluice guard\`: it says what the policies of ${relation.schema}.${relation.name} and the role lack, and \`sluice guard --apply\` mends it`,
  }
  return readers.length === 0 ? [finding] : readers.map((model) => ({ ...finding, model }))
}

/** Rows, or a refusal, that are there because others have rows; undefined where nothing is. */
function foreign(crowded: Said, alone: Said): readonly string[] | undefined {
  const [a, b] = [linesOf(crowded), linesOf(alone)]
  if (a.join('\n') === b.join('\n')) return undefined
  const own = new Set(b)
  return a.filter((line) => !own.has(line))
}

function linesOf(said: Said): readonly string[] {
  return 'rows' in said ? said.rows.map((row) => row.join('\t')) : [`refused: ${said.refused.code}`]
}

/** The models whose source this is, or is a part of. */
function readersOf(
  { models, relations }: Pick<StorageParts, 'models' | 'relations'>,
  { schema, name, parents }: RelationPlan,
): readonly string[] {
  const own = [...models.byName.values()]
    .filter(({ source }) =>
      source.is === 'table'
        ? source.name === name && (source.schema === undefined || source.schema === schema)
        : source.text.includes(name),
    )
    .map((model) => model.name)
  const whole = relations.filter((one) =>
    parents.some((parent) => parent.name === one.name && parent.schema === one.schema),
  )
  return [...new Set([...own, ...whole.flatMap((one) => readersOf({ models, relations }, one))])]
}

function unseen({ schema, name }: RelationPlan, said: Said): Gap {
  const why = 'rows' in said ? 'no row of the asker’s own was seen there' : said.refused.message
  return {
    what: `storage of ${schema}.${name}`,
    why,
    cure: 'Look whether the serving role may read it, and whether its rows belong to a tenant',
  }
}
