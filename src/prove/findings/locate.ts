import { GraphQLError, Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql'
import type { Model, Models } from '../../model/model.ts'
import { stepInto } from '../requests/step.ts'

/** The field of a model that a place in an answer comes from. */
export interface Spot {
  readonly model?: string
  readonly field?: string
}

type Path = readonly (string | number)[]

/** Follows an answer's paths (`data` first) through the document that was asked, past aliases and fragments. */
export function locator(models: Models, query: string): (path: Path) => Spot {
  const document = read(query)
  const known = new Map<string, Spot>()
  return (path) => {
    const names = path.filter((key): key is string => typeof key === 'string' && key !== 'data')
    const key = names.join(' ')
    const spot = known.get(key) ?? spotAt(models, document, names)
    known.set(key, spot)
    return spot
  }
}

function spotAt(models: Models, document: DocumentNode | undefined, path: readonly string[]): Spot {
  const operation = document?.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  let sets: readonly SelectionSetNode[] = operation ? [operation.selectionSet] : []
  let model: Model | undefined
  let field: string | undefined
  for (const key of path) {
    const found = sets.flatMap((set) => fieldsIn(document, set)).filter((one) => one.as === key)
    const [first] = found
    if (!first) break
    field = first.name
    model = stepInto(models, model, first.name)
    sets = found.flatMap(({ below }) => (below ? [below] : []))
  }
  const own = field !== undefined && model?.fields.has(field) ? field : undefined
  return { ...(model ? { model: model.name } : {}), ...(own === undefined ? {} : { field: own }) }
}

interface Asked {
  readonly as: string
  readonly name: string
  readonly below: SelectionSetNode | undefined
}

function fieldsIn(document: DocumentNode | undefined, { selections }: SelectionSetNode): readonly Asked[] {
  return selections.flatMap((node): readonly Asked[] => {
    if (node.kind === Kind.FIELD)
      return [{ as: (node.alias ?? node.name).value, name: node.name.value, below: node.selectionSet }]
    if (node.kind === Kind.INLINE_FRAGMENT) return fieldsIn(document, node.selectionSet)
    const fragment = document?.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === node.name.value,
    )
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsIn(document, fragment.selectionSet) : []
  })
}

function read(query: string): DocumentNode | undefined {
  try {
    return parse(query)
  } catch (error) {
    if (error instanceof GraphQLError) return undefined
    throw error
  }
}
