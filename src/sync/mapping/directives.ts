import { fallback } from './default.ts'
import type { FieldDirective } from './directive.ts'
import { format } from './format.ts'
import { map } from './map.ts'

/** Every directive that a field of a sync document may carry. A new one is a file and a line here. */
export const fieldDirectives: readonly FieldDirective[] = [
  format,
  map,
  fallback,
] as readonly FieldDirective<never>[]
