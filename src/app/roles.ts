import type { Output } from './output.ts'
import type { Wiring } from './wiring.ts'

/** A role that no rule names makes no difference, so it may be misspelt: said, and no fault. */
export async function noteUnknownRoles(
  { project }: Wiring,
  roles: readonly string[],
  output: Output,
): Promise<void> {
  const { models } = await project.readModels()
  for (const role of roles) {
    if (models.roles.includes(role)) continue
    const known = models.roles.length > 0 ? `It names ${models.roles.join(', ')}` : 'It names none'
    output.note(`The model has no rule for the role "${role}". ${known}`)
  }
}
