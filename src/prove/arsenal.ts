import { apiSchema } from '../documents/index.ts'
import type { Models } from '../model/model.ts'
import type { Attempt, Ground } from './attacks/attack.ts'
import { attacks } from './attacks/index.ts'
import { isExtreme } from './attacks/roots.ts'

/** Nobody's, each role by itself, all together. */
export function roleSets({ roles }: Pick<Models, 'roles'>): readonly (readonly string[])[] {
  return [[], ...(roles.length > 1 ? roles.map((role) => [role]) : []), ...(roles.length > 0 ? [roles] : [])]
}

/** What one role sees, all roles see: what every run tries as these, a run with time tries as each. */
function later(attempt: Attempt): Attempt {
  return attempt.rank === 0 ? { ...attempt, rank: 1 } : attempt
}

/** Every attempt of every attack, as each set of roles. */
export function attemptsOf(common: Omit<Ground, 'schema' | 'roles'>): readonly Attempt[] {
  return roleSets(common.models).flatMap((roles) => {
    const schema = apiSchema(common.models, roles)
    const fields = schema.getQueryType()?.getFields() ?? {}
    // Of all roles' fields those that these see, as these see them.
    const roots = common.roots.flatMap(({ base, field }) => {
      const own = fields[field.name]
      return own ? [{ field: own, base }] : []
    })
    const ground = { ...common, schema, roles, roots }
    const attempts = attacks.flatMap((attack) => attack.attempts(ground))
    return isExtreme(ground) ? attempts : attempts.map(later)
  })
}
