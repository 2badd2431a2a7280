import { holdsOne } from '../../model/rules.ts'
import { parsed, pathTo } from './json.ts'
import { answersOf, type Oracle, type Suspicion } from './oracle.ts'

export const masks: Oracle = {
  name: 'masks',
  about: 'no value of a masked field is shown to who isn’t cleared for it',
  judge(trial, { masked }) {
    const { roles, body } = trial.attempt.request
    const said = JSON.stringify(body ?? '')
    const kept = masked.filter(({ clear }) => !holdsOne(clear, roles))
    return answersOf(trial).flatMap(([asker, wall, { all, text }]) =>
      kept.flatMap(({ model, field, values }): readonly Suspicion[] => {
        const value = values.find((one) => all.includes(one) && !said.includes(one))
        if (value === undefined) return []
        const path = pathTo(parsed(text), (leaf) => typeof leaf === 'string' && leaf.includes(value))
        return [
          {
            wall,
            asker,
            seen: `a value of ${model}.${field}, which is masked for ${roles.join(', ') || 'who has no role'}`,
            cure: `Mask what shows it, too, or name these roles in the \`clear\` of ${model}.${field}`,
            ...(path ? { path } : {}),
          },
        ]
      }),
    )
  },
}
