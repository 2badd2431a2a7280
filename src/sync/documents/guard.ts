import type { OperationDefinitionNode } from 'graphql'
import { defaultGuards, type Guards, type Limit } from '../run/guards.ts'
import { placeOf, valuesOf, type Reading } from './reading.ts'

/** `@guard(removed: "5%", changed: "50%", minRows: 1)`: what is written replaces the default, and means just that. */
export function readGuards(
  { file, faults }: Reading,
  operation: OperationDefinitionNode,
): Guards | undefined {
  const node = operation.directives?.find(({ name }) => name.value === 'guard')
  const args = (node && valuesOf('guard', operation)) ?? {}
  const limits: { removed: Limit; changed: Limit } = {
    removed: defaultGuards.removed,
    changed: defaultGuards.changed,
  }
  for (const name of ['removed', 'changed'] as const) {
    const text = args[name]
    if (typeof text !== 'string') continue
    const limit = limitOf(text)
    if (limit) limits[name] = limit
    else {
      faults.add({
        what: `"${text}" is no limit`,
        at: placeOf(file, node!),
        expected: 'a share such as "5%", or a number of records such as "200"',
        cure: `Correct \`${name}\` of @guard`,
      })
      return undefined
    }
  }
  return { ...limits, minRows: (args['minRows'] as number | null | undefined) ?? defaultGuards.minRows }
}

function limitOf(text: string): Limit | undefined {
  const [, number, percent] = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text) ?? []
  if (number === undefined) return undefined
  return percent ? { records: 0, share: Number(number) / 100 } : { records: Number(number), share: 0 }
}
