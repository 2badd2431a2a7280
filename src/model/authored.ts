import type { Expression } from './expression.ts'
import type { Field } from './model.ts'

/**
 * Every authored expression that reading a field puts into a statement, its references as written. What another field
 * of the same or another model has authored is that field's.
 */
export function authoredIn(field: Field): readonly Expression[] {
  if (field.is === 'link') return []
  if (field.is === 'dimension') return field.from.is === 'sql' ? [field.from.expr] : []
  const { computation } = field
  if (computation.is === 'formula') return []
  const parts =
    computation.is === 'aggregate'
      ? [computation.of, computation.where]
      : [computation.per, computation.where, computation.to.per, computation.to.where]
  return parts.filter((part) => part !== undefined)
}
