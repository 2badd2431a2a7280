import { getDirectiveValues, type OperationDefinitionNode } from 'graphql'
import { SluiceError } from '../../base/errors.ts'
import type { Place } from '../../base/fault.ts'
import type { FarValue, Mode } from '../../destinations/contract.ts'
import { readOperation } from '../../documents/index.ts'
import type { RowsQuery } from '../../engine/query.ts'
import { nearest } from '../../model/nearest.ts'
import type { DocumentField, SyncDocument } from './document.ts'
import { readFields } from './fields.ts'
import { readGuards } from './guard.ts'
import { argumentNode, definitionOf, placeOf, valuesOf, type Reading } from './reading.ts'

interface SyncArguments {
  readonly to: string
  readonly object: string
  readonly mode: Mode
  readonly key: string
  readonly scope: 'OPERATOR' | 'TENANT'
}

/** A valid operation as a sync; undefined, with the faults told, if it can't be one. */
export function readSync(reading: Reading, operation: OperationDefinitionNode): SyncDocument | undefined {
  const { faults } = reading
  const before = faults.errors.length
  const at = placeOf(reading.file, operation.name ?? operation)
  const node = operation.directives?.find(({ name }) => name.value === 'sync')
  if (!operation.name || !node) {
    faults.add({
      what: operation.name ? `${operation.name.value} has no @sync` : 'A sync has no name',
      at,
      expected: 'query NAME @sync(to: …, object: …, mode: …, key: …, scope: …)',
      cure: operation.name ? 'Add @sync, or move the query out of syncs/' : 'Give the query a name',
    })
    return undefined
  }
  const args = valuesOf('sync', operation) as unknown as SyncArguments
  const query = readQuery(reading, operation)
  const fields = query ? readFields(reading, operation) : []
  const guards = readGuards(reading, operation)
  const constants = readConstants(reading, operation, fields)
  checkKey(reading, args.key, fields, placeOf(reading.file, argumentNode(node, 'key')))
  if (!query || !guards || faults.errors.length > before) return undefined
  const place = (name: string) => placeOf(reading.file, argumentNode(node, name))
  return {
    ...args,
    name: operation.name.value,
    ...(operation.description ? { description: operation.description.value } : {}),
    at,
    guards,
    constants,
    query,
    fields,
    places: {
      to: place('to'),
      object: place('object'),
      mode: place('mode'),
      key: place('key'),
      scope: place('scope'),
    },
  }
}

function readQuery(
  { file, models, schema, document, faults }: Reading,
  operation: OperationDefinitionNode,
): RowsQuery | undefined {
  const roots = operation.selectionSet.selections
  if (roots.length !== 1 || (operation.variableDefinitions?.length ?? 0) > 0) {
    faults.add({
      what:
        roots.length === 1
          ? 'A sync takes no variables'
          : `A sync reads one list; this one reads ${roots.length}`,
      at: placeOf(file, roots.length === 1 ? operation.variableDefinitions![0]! : roots[1]!),
      expected: 'one list, with every condition written out',
      cure:
        roots.length === 1
          ? 'Write the values into the document'
          : 'Make a sync of each list, in a file of its own',
    })
    return undefined
  }
  try {
    const [root] = readOperation(models, schema, document, operation, {})
    if (root?.is === 'query' && root.query.is === 'rows') return root.query
    faults.add({
      what: 'This field is no list of records',
      at: placeOf(file, roots[0]!),
      expected: 'a list of a model, such as `orders`',
      cure: 'Name one of the lists of the models in schema/',
    })
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error
    const { what, expected = 'a condition that the models can answer', cure = 'Correct it' } = error.parts
    faults.add({ what, at: placeOf(file, roots[0]!), expected, cure })
  }
  return undefined
}

function readConstants(
  { file, faults }: Reading,
  operation: OperationDefinitionNode,
  fields: readonly DocumentField[],
): SyncDocument['constants'] {
  const taken = new Set(fields.map(({ name }) => name))
  const definition = definitionOf('set')
  return (operation.directives ?? [])
    .filter(({ name }) => name.value === 'set')
    .map((node) => {
      const values = getDirectiveValues(definition, { directives: [node] })!
      const field = values['field'] as string
      const at = placeOf(file, node)
      if (taken.has(field)) {
        faults.add({
          what: `\`${field}\` is filled twice`,
          at,
          expected: 'one source for each field of the far side',
          cure: `Take out @set(field: "${field}"), or rename the other alias`,
        })
      }
      taken.add(field)
      return { field, value: values['value'] as FarValue, at }
    })
}

function checkKey({ faults }: Reading, key: string, fields: readonly DocumentField[], at: Place): void {
  if (fields.length === 0 || fields.some(({ name }) => name === key)) return
  const meant = nearest(
    key,
    fields.map(({ name }) => name),
  )
  faults.add({
    what: `The key \`${key}\` is none of the fields that the query selects`,
    at,
    expected: `one of ${fields.map(({ name }) => `\`${name}\``).join(', ')}`,
    cure: meant ? `Did you mean \`${meant}\`?` : `Select the field that identifies a record as \`${key}: …\``,
  })
}
