import { Kind, type DocumentNode, type OperationDefinitionNode } from 'graphql'
import { SluiceError } from '../../base/errors.ts'
import { collect, requestOf } from '../../documents/read/collect.ts'
import type { Binding } from '../../engine/contract.ts'
import type { Query } from '../../engine/query.ts'
import { valueOf } from '../limits/cost.ts'

/** Whether the operation says how many rows it wants. Without it the API shows a page, and an export everything. */
export function namesFirst(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Binding['variables'],
): boolean {
  const fields = collect(requestOf(document, variables), [operation.selectionSet])
  const given = fields
    .flatMap(({ node }) => node.arguments ?? [])
    .find(({ name }) => name.value === 'first')?.value
  if (given?.kind === Kind.VARIABLE) return (variables[given.name.value] ?? null) !== null
  return given !== undefined && given.kind !== Kind.NULL
}

/** @throws INVALID_REQUEST for a negative number of rows. There is no most: an export is as long as it is. */
export function checkFirst(query: Query, binding: Binding): void {
  const operand = query.is === 'rows' ? query.page?.first : query.limit
  const first = operand && valueOf(operand, binding)
  if (typeof first !== 'number' || first >= 0) return
  throw new SluiceError('INVALID_REQUEST', {
    what: `\`${query.is === 'rows' ? 'first' : 'limit'}\` is ${first}`,
    expected: '0 or more',
  })
}
