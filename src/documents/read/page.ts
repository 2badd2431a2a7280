import { SluiceError } from '../../base/errors.ts'
import type { Operand, Page } from '../../engine/query.ts'
import type { Model } from '../../model/model.ts'
import type { Collected } from './collect.ts'
import type { Given } from './given.ts'
import { argument, type Reading } from './reading.ts'

/** How many rows a connection shows where nobody says. */
const DEFAULT_PAGE = 20

/** @throws INVALID_REQUEST for a page from both ends */
export function readPage(reading: Reading, model: Model, field: Collected): Page {
  const [first, after, last, before] = (['first', 'after', 'last', 'before'] as const).map((name) =>
    argument(reading, field, name),
  ) as [Given, Given, Given, Given]
  if ((first.present || after.present) && (last.present || before.present)) {
    throw new SluiceError('INVALID_REQUEST', {
      what: 'A page is asked for from both ends',
      where: `"${model.names.many}"`,
      expected: '"first" with "after", or "last" with "before"',
    })
  }
  if (last.present || before.present) {
    return { last: size(last), ...(before.present ? { before: before.operand('Cursor') } : {}) }
  }
  return { first: size(first), ...(after.present ? { after: after.operand('Cursor') } : {}) }
}

function size(given: Given): Operand {
  return given.present ? given.operand('Int') : { is: 'constant', type: 'Int', value: DEFAULT_PAGE }
}
