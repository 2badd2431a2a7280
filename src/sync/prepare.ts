import { Faults } from '../base/fault.ts'
import { invariant, SluiceError } from '../base/errors.ts'
import type { Destination } from '../destinations/index.ts'
import type { Compiled, Engine } from '../engine/contract.ts'
import type { Scope } from '../tenant/scope.ts'
import { checkDirectives, checkSync, type Bound } from './documents/check.ts'
import type { SyncDocument } from './documents/document.ts'
import { compileMapping, type Mapping } from './mapping/mapping.ts'

/** A sync ready to run: its query compiled, its fields bound to the columns. The same for every tenant. */
export interface Prepared {
  readonly sync: SyncDocument
  readonly compiled: Compiled
  readonly bound: readonly Bound[]
}

/** What is wrong with the sync in itself goes into `faults`. */
export function prepare(engine: Engine, sync: SyncDocument, faults: Faults): Prepared | undefined {
  const { models } = engine
  // A sync is no person: it reads its tenant's rows as they are, and its mapping says what of them is sent.
  const scope = sync.scope === 'TENANT' ? 'tenant' : 'operator'
  const viewer = { scope, roles: models.roles, whole: true } as const
  try {
    const compiled = engine.compile(sync.query, viewer)
    const bound = sync.fields.flatMap((field): Bound[] => {
      const column = compiled.columns.find(({ path }) => path.join('\n') === field.path.join('\n'))
      invariant(column, `the query has a column for ${field.path.join('.')}`)
      return [{ ...field, column }]
    })
    checkDirectives(bound, faults)
    return { sync, compiled, bound }
  } catch (error) {
    if (!(error instanceof SluiceError) || error.code !== 'INVALID_REQUEST') throw error
    const { what, expected = 'what the models can answer', cure = 'Correct the document' } = error.parts
    faults.add({ what, at: sync.at, expected, cure })
    return undefined
  }
}

/**
 * Holds the prepared sync against the far side, then makes the mapping.
 * @throws InvalidProject with everything that the far side wouldn't take
 */
export async function mappingFor(
  { sync, compiled, bound }: Prepared,
  engine: Engine,
  destination: Destination,
  sources: ReadonlyMap<string, string>,
): Promise<Mapping> {
  const faults = new Faults()
  const description = await checkSync(sync, bound, engine.models.enums, destination, faults)
  faults.raise(sources)
  invariant(description, 'an object without faults is described')
  return compileMapping(
    {
      fields: bound,
      constants: Object.fromEntries(sync.constants.map(({ field, value }) => [field, value])),
      key: sync.key,
      required: description.fields.filter(({ required }) => required).map(({ name }) => name),
    },
    compiled.columns,
  )
}

/** The rows of a prepared sync in a scope, from one snapshot. */
export function readIn(engine: Engine, { compiled }: Prepared, scope: Scope, now: Date) {
  return (signal: AbortSignal) => engine.stream(scope, compiled, { variables: {}, now }, { signal })
}
