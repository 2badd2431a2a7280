import { apiSchema } from '../documents/index.ts'
import type { Models } from '../model/model.ts'
import { isExtreme, type Attempt, type Ground } from './attacks/attack.ts'
import { attacks } from './attacks/index.ts'
import type { ApiField } from './requests/feature.ts'
import { bases, rootOf } from './requests/roots.ts'
import type { Root } from './requests/write.ts'

/** Nobody's, each role by itself, all together. */
export function roleSets({ roles }: Pick<Models, 'roles'>): readonly (readonly string[])[] {
  return [[], ...(roles.length > 1 ? roles.map((role) => [role]) : []), ...(roles.length > 0 ? [roles] : [])]
}

/** A root field as these roles see it: what is asked for anyway is without what is hidden from them. */
function narrowed(common: Pick<Ground, 'models' | 'harvest'>, { field, base }: Root, own: ApiField): Root {
  const everything = rootOf(field, bases(common, field)).base === base
  const kept = bases(common, own).filter(({ select }) => everything || base.includes(select))
  return kept.length > 0 ? rootOf(own, kept) : { field: own, base }
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
    const roots = common.roots.flatMap((root) => {
      const own = fields[root.field.name]
      return own ? [narrowed(common, root, own)] : []
    })
    const ground = { ...common, schema, roles, roots }
    const attempts = attacks.flatMap((attack) => attack.attempts(ground))
    return isExtreme(ground) ? attempts : attempts.map(later)
  })
}
