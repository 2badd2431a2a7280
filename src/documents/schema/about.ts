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
