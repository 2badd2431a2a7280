import { parse, validate, type OperationDefinitionNode } from 'graphql'
import { InvalidProject } from '../../src/base/fault.ts'
import { apiSchema, readOperation } from '../../src/documents/index.ts'
import { createEngine, type Engine, type Query } from '../../src/engine/index.ts'
import { loadModels } from '../../src/model/index.ts'
import type { Models } from '../../src/model/model.ts'
import { openScope } from '../../src/tenant/scope.ts'
import type { Warehouse } from '../../src/warehouses/contract.ts'

/** Keys masks: known, so that a test can reckon them. */
export const maskKey: Uint8Array = new Uint8Array(32).fill(9)

/** Who asks. `as`: the roles whose API schema lets the request pass, where the engine alone is to judge it. */
export interface Asker {
  readonly tenant?: string
  readonly roles?: readonly string[]
  readonly claims?: Readonly<Record<string, unknown>>
  readonly as?: readonly string[]
}

/** What came of it: each root field's answer, or the message that stands in its place. */
export interface Told {
  readonly data: Record<string, any>
  readonly errors: readonly string[]
  /** Everything that the asker gets to read. */
  readonly text: string
}

export interface Desk {
  readonly models: Models
  readonly engine: Engine
  ask(text: string, asker?: Asker): Promise<Told>
  /** The questions that a request asks, as the schema of these roles lets them pass. */
  read(text: string, roles: readonly string[]): readonly { readonly as: string; readonly query: Query }[]
}

export const now = new Date('2026-03-30T12:00:00Z')

/** Models of these schema files; a fault in them is thrown. */
export function modelsOf(sdl: string): Models {
  const sources = new Map([['schema/rules.graphql', sdl]])
  const { models, faults } = loadModels(sources)
  if (faults.length > 0) throw new InvalidProject(faults, sources)
  return models
}

/** An engine over these models, and the way to it that apps have. `at`: when everything is asked. */
export function openDesk(models: Models, warehouses: ReadonlyMap<string, Warehouse>, at = now): Desk {
  const engine = createEngine({ models, warehouses, cursorKey: maskKey })
  const directory = { knows: async () => true }

  const desk: Desk = {
    models,
    engine,
    read(text, roles) {
      const schema = apiSchema(models, roles)
      const document = parse(text)
      const [fault] = validate(schema, document, undefined, { hideSuggestions: true })
      if (fault) throw fault
      const operation = document.definitions[0] as OperationDefinitionNode
      const roots = readOperation(models, schema, document, operation, {})
      return roots.flatMap((root) => (root.is === 'query' ? [root] : []))
    },
    async ask(text, { tenant = 'acme', roles = [], claims = {}, as = roles } = {}) {
      try {
        const roots = desk.read(text, as)
        const compiled = engine.compileAll(
          roots.map(({ query }) => query),
          { scope: 'tenant', roles },
        )
        const scope = await openScope({ tenant, roles, claims }, directory)
        const answers = await engine.run(scope, compiled, { variables: {}, now: at })
        const errors = answers.flatMap((one) => (one.is === 'failed' ? [one.error.message] : []))
        const texts = answers.map((one) => (one.is === 'json' ? one.text : one.error.message))
        const data = roots.map(({ as: name }, i) => {
          const one = answers[i]
          return [name, one?.is === 'json' ? (JSON.parse(one.text) as unknown) : undefined]
        })
        return { data: Object.fromEntries(data) as Record<string, any>, errors, text: texts.join('\n') }
      } catch (error) {
        const { message } = error as Error
        return { data: {}, errors: [message], text: message }
      }
    },
  }
  return desk
}
