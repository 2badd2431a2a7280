import type { Documents } from './documents.ts'
import type { Executor, RequestContext } from './execute.ts'
import { writeResult } from './raw.ts'

/** The part of a GraphQL request that says what is asked. */
export interface Asked {
  readonly query: string | undefined
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>> | undefined
  readonly extensions: Readonly<Record<string, unknown>> | undefined
}

/**
 * Runs a document that has been found valid before, without Apollo: its pipeline cost more than our execution, a third
 * of a look-up's CPU. What doesn't go well is left in the context, so that it is told by Apollo and not done twice.
 */
export async function runAgain(
  documents: Documents,
  executor: Executor,
  { query, operationName, variables = {}, extensions }: Asked,
  context: RequestContext,
): Promise<string | undefined> {
  const known = query === undefined || extensions ? undefined : documents.known(query, operationName)
  if (!known) return undefined
  const outcome = executor({ ...known, request: { variables }, context: context as never })
  const result = await outcome.catch(() => undefined)
  if (result && !result.errors) return writeResult(result)
  context.outcome = outcome
  return undefined
}
