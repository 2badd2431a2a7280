import { SluiceError } from '../base/errors.ts'
import type { Query, Selection } from './query.ts'

/** The model that a question is about; of several models' metrics, the first. @throws INVALID_REQUEST where there is none */
export function leading(query: Query): string {
  if (query.model !== undefined) return query.model
  const selections =
    query.is === 'metrics' ? query.fields.flatMap((field) => ('select' in field ? field.select : [])) : []
  const first = selections.find(
    (selection): selection is Extract<Selection, { is: 'measures' }> => selection.is === 'measures',
  )
  if (first) return first.model
  throw new SluiceError('INVALID_REQUEST', {
    what: '"metrics" asks for no measure',
    expected: 'a measure of at least one model',
    cure: 'Select one, such as orderMetrics { orderCount }',
  })
}
