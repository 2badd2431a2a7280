import { isReference, type Expression } from '../../model/expression.ts'
import type { Model, Models } from '../../model/model.ts'
import { CLAIMS } from '../../model/rules.ts'
import { valuesIn } from './columns.ts'
import type { Scene } from './stage.ts'

/** Claims with which row rules let some rows through: each is what it is compared with in a row of the asker's. */
export function claimsFor(models: Models, scenes: readonly Scene[]): Readonly<Record<string, unknown>> {
  const found = [...models.byName.values()].flatMap((model) =>
    model.rows.flatMap(({ where }) => claimsIn(where, model, scenes)),
  )
  return Object.fromEntries(found)
}

const MOST_LISTED = 3

/** `{region} = {claims.region}`, `{region} = any({claims.regions})`: the dimension before it says what a claim is. */
function claimsIn(
  { parts }: Expression,
  model: Model,
  scenes: readonly Scene[],
): readonly (readonly [string, unknown])[] {
  let compared: string | undefined
  let between = ''
  return parts.flatMap((part): readonly (readonly [string, unknown])[] => {
    if (!isReference(part)) {
      between = part
      return []
    }
    const [first, name] = part.path
    if (first !== CLAIMS || name === undefined) {
      compared = part.path.length === 1 ? first : undefined
      return []
    }
    const values = valuesIn(model, compared, scenes, true)
    return values.length === 0
      ? []
      : [[name, /any\s*\(\s*$/i.test(between) ? values.slice(0, MOST_LISTED) : values[0]]]
  })
}
