import { GraphQLError, Kind, parse, Source, validate, type DocumentNode, type GraphQLSchema } from 'graphql'
import type { Fault, Faults } from '../../base/fault.ts'
import { syncSchema } from '../../documents/index.ts'
import type { Models } from '../../model/model.ts'
import type { SyncDocument } from './document.ts'
import { syncRules } from './known.ts'
import { readSync } from './read.ts'

/** Every sync of a project, by name. */
export type Syncs = ReadonlyMap<string, SyncDocument>

/** Reads `syncs/*.graphql`, by file name. What is wrong goes into `faults`; the syncs are those without any. */
export function loadSyncs(files: ReadonlyMap<string, string>, models: Models, faults: Faults): Syncs {
  const schema = syncSchema(models)
  const syncs = new Map<string, SyncDocument>()
  for (const [file, text] of files) {
    const document = parsed(file, text, faults)
    if (!document || !valid(file, schema, document, faults)) continue
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue
      const sync = readSync({ file, models, schema, document, faults }, definition)
      if (!sync) continue
      const other = syncs.get(sync.name)
      if (other) faults.add(twice(sync, other))
      else syncs.set(sync.name, sync)
    }
  }
  return syncs
}

function parsed(file: string, text: string, faults: Faults): DocumentNode | undefined {
  try {
    return parse(new Source(text, file))
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    faults.add(faultOf(file, error, 'GraphQL syntax'))
    return undefined
  }
}

function valid(file: string, schema: GraphQLSchema, document: DocumentNode, faults: Faults): boolean {
  const errors = validate(schema, document, syncRules)
  for (const error of errors)
    faults.add(faultOf(file, error, 'a query that the models in schema/ can answer'))
  return errors.length === 0
}

function faultOf(file: string, error: GraphQLError, expected: string): Fault {
  const { line = 1, column = 1 } = error.locations?.[0] ?? {}
  const cure = 'Correct the document there'
  // A rule of ours says of itself what it expected.
  const own = error.extensions as Partial<Pick<Fault, 'expected' | 'cure'>>
  return { what: error.message, at: { file, line, column }, expected, cure, ...own }
}

function twice(sync: SyncDocument, other: SyncDocument): Fault {
  return {
    what: `There are two syncs named ${sync.name}; the other is in ${other.at.file}`,
    at: sync.at,
    expected: 'a name of its own for each sync: its ledger is kept under it',
    cure: 'Rename the new one',
  }
}
