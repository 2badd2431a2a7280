import { dataOf, parsed, pathTo } from './json.ts'
import { answersOf, type Oracle, type Suspicion, type Trial } from './oracle.ts'

export const canary: Oracle = {
  name: 'canaries',
  about: 'no byte of an answer (status, headers, body) holds a word that only another tenant’s rows have',
  judge(trial, { canaries }) {
    const said = JSON.stringify(trial.attempt.request.body ?? '').toLowerCase()
    return answersOf(trial).flatMap(([asker, wall, { all, text }]) => {
      const told = all.toLowerCase()
      return [...canaries].flatMap(([victim, word]): readonly Suspicion[] => {
        if ((victim === asker && known(trial)) || !told.includes(word)) return []
        const holds = (leaf: unknown) => typeof leaf === 'string' && leaf.toLowerCase().includes(word)
        // What the request itself said may be repeated by an error; in rows it may not stand.
        const path = pathTo(said.includes(word) ? { data: dataOf(text) } : parsed(text), holds)
        if (said.includes(word) && !path) return []
        return [
          {
            wall,
            asker,
            victim,
            seen: `a text of "${victim}" in an answer to "${asker}"`,
            ...(path ? { path } : {}),
          },
        ]
      })
    })
  },
}

/** Whether the asker has shown who he is: his own words may then be in the answer. */
function known({ attempt }: Trial): boolean {
  return !attempt.refused
}
