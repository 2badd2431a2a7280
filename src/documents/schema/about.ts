import type { MaskName } from '../../model/rules.ts'

/** What stands in the place of a masked value, for who reads the API. */
export const maskSays: Readonly<Record<Exclude<MaskName, 'NONE'>, string>> = Object.freeze({
  PARTIAL: 'Masked: a part of it, not enough to tell whose it is.',
  HASH: 'Masked: a digest, the same for the same value wherever this tenant has it.',
  TOKEN: 'Masked: a stand-in, the same for the same value of this field.',
  NULL: 'Masked: always null.',
})

/** Description and deprecation of a field, with a measure's unit. */
export function about(field: {
  readonly description?: string
  readonly deprecated?: string
  readonly unit?: string
}) {
  const description = [field.description, field.unit && `Unit: ${field.unit}.`].filter(Boolean).join(' ')
  return {
    ...(description ? { description } : {}),
    ...(field.deprecated ? { deprecationReason: field.deprecated } : {}),
  }
}
