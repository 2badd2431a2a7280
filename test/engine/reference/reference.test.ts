import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { assert, asyncProperty, sample } from 'fast-check'
import { Refused } from './evaluate/reach.ts'
import { difference } from './compare.ts'
import { full, patience, seed } from './run.ts'
import { evaluate, type Expected } from './evaluate/evaluate.ts'
import { printQuestion, type Question } from './ask/print.ts'
import { anyQuery, Questions } from './ask/question.ts'
import { printSdl } from './world/sdl.ts'
import { openWorld, Worlds, type Answer, type Opened, type World } from './world/world.ts'

const worlds = full ? 12 : 3
const questions = full ? 500 : 60

describe.each(sample(new Worlds(), { seed, numRuns: worlds }).map((world, i) => ({ world, i })))(
  `world $i of seed ${seed}`,
  ({ world, i }) => {
    let opened: Opened
    beforeAll(async () => {
      opened = await openWorld(world)
    })
    afterAll(() => opened?.close())

    test(
      'answers random questions as the plain evaluator does, for each tenant',
      async () => {
        let [compared, answered] = [0, 0]
        const first = new FirstKind()
        const arbitrary = new Questions(world, anyQuery, (question) => acceptable(opened, question))
        const property = asyncProperty(arbitrary, async (question) => {
          const request = printQuestion(opened.api, question)
          expect(opened.fault(request)).toBeUndefined()
          const answers = await opened.ask(request)
          for (const tenant of world.tenants) {
            const wrong = judged(world, tenant, question, answers.get(tenant))
            if (wrong !== undefined && first.kind(wrong))
              throw new TypeError(told(opened, question, tenant, `${wrong}\n(first: ${first.seen})`))
            compared += 1
            if (answers.get(tenant)?.is === 'data') answered += 1
          }
        })
        await assert(property, { seed: seed + i, numRuns: questions })
        // Both might refuse everything; they don't.
        expect(answered).toBeGreaterThan(compared * 0.8)
      },
      patience,
    )
  },
)

/** Keeps a failure from being reduced into another: only those of the first one's kind count. */
class FirstKind {
  #kind: string | undefined
  seen = ''

  kind(wrong: string): boolean {
    if (this.#kind === undefined) this.seen = wrong
    const kind = /^[A-Z_]+: .{0,60}/.exec(wrong)?.[0] ?? 'another answer'
    this.#kind ??= kind
    return this.#kind === kind
  }
}

/** What is wrong with an answer; undefined where it is what the evaluator says, or rightly refused. */
function judged(
  world: World,
  tenant: string,
  { roots }: Question,
  answer: Answer | undefined,
): string | undefined {
  let expected: Expected
  try {
    expected = Object.fromEntries(roots.map(({ as, query }) => [as, evaluate(world, tenant, query)]))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const refused = answer?.is === 'failed' && answer.code === 'INVALID_REQUEST'
    return refused ? undefined : `not refused, though ${error.message}`
  }
  return answer?.is === 'data' ? difference(expected, answer.data) : `${answer?.code}: ${answer?.message}`
}

function acceptable(opened: Opened, question: Question): boolean {
  try {
    return opened.fault(printQuestion(opened.api, question)) === undefined
  } catch {
    return false
  }
}

function told(opened: Opened, question: Question, tenant: string, wrong: string): string {
  const { text, variables } = printQuestion(opened.api, question)
  return `as ${tenant}: ${wrong}\n${text}\n${JSON.stringify(variables)}\nSLUICE_SEED=${seed}\n${full ? printSdl(opened.world.models) : ''}`
}
