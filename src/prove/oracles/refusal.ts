import { dataOf } from './json.ts'
import { answersOf, type Oracle, type Suspicion } from './oracle.ts'

export const refusal: Oracle = {
  name: 'refusals',
  about: 'what the asker has no right to is refused, and nothing of it answered',
  judge(trial) {
    if (!trial.attempt.refused) return []
    return answersOf(trial).flatMap(([asker, wall, { status, text }]): readonly Suspicion[] => {
      const data = dataOf(text)
      // GraphQL refuses a document with status 200 to who takes plain JSON.
      const refused = status >= 400 || text.includes('"errors"')
      if (refused && (data === undefined || data === null)) return []
      const cure = 'Report it with the seed: it is a defect of Sluice'
      return [{ wall, asker, cure, seen: `status ${status} where a refusal was due` }]
    })
  },
}
