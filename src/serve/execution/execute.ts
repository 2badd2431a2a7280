import {
  OperationTypeNode,
  getVariableValues,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import type { Clock } from '../../base/clock.ts'
import { invariant, SluiceError } from '../../base/errors.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { readOperation, variablesShape, type RootField } from '../../documents/index.ts'
import type { Answer, Binding, Engine, Load } from '../../engine/contract.ts'
import type { Query } from '../../engine/query.ts'
import type { Caller } from '../auth/caller.ts'
import type { Right } from '../auth/rights.ts'
import { clientError, requestError } from '../errors/client.ts'
import { namesFirst } from '../exports/first.ts'
import type { Format } from '../exports/formats/index.ts'
import { listQuestion } from '../exports/list.ts'
import { openExport, type ExportParts, type OpenExport } from '../exports/open.ts'
import { limitIntrospection } from '../limits/introspection.ts'
import type { Allowances } from '../limits/allowances.ts'
import { limitCost } from '../limits/cost.ts'
import { limitQuestions } from '../limits/questions.ts'
import type { Limits } from '../limits/limits.ts'
import type { Turns } from '../limits/turns.ts'
import { limitValues } from '../limits/values.ts'
import type { ServerParts } from '../settings.ts'
import { introspect } from './introspect.ts'
import { openLoader } from './loader.ts'
import { join, type Introspection } from './join.ts'
import { planKey, type Plan, type PlannedField, type Plans } from './plans.ts'

type Loaded = Awaited<ReturnType<ApolloServerOptionsWithGateway<RequestContext>['gateway']['load']>>
type ApolloRequest = Parameters<NonNullable<Loaded['executor']>>[0]
export type Executor = (request: ExecutorRequest) => ReturnType<NonNullable<Loaded['executor']>>
/** What of Apollo's request is read. */
export type ExecutorRequest = Pick<
  ApolloRequest,
  'queryHash' | 'operationName' | 'document' | 'operation' | 'request' | 'context'
>

/** What Apollo carries from the HTTP request to the executor. */
export interface RequestContext {
  readonly caller: Caller
  readonly right: Right
  /** Fires when the client has gone away, or the caller's right is over. */
  readonly signal: AbortSignal
  /** Of the HTTP request, and what its answer is written as. */
  readonly method: string
  readonly mediaType: string
  /** Told the code of the first error of the answer, if it has any. */
  readonly told: (code: string) => void
  /** What came of it, where it has been executed before Apollo was asked. */
  outcome?: Promise<ExecutorResult>
  /** Present where the answer is wanted as a file. */
  readonly exporting?: { readonly format: Format; readonly open: (opened: OpenExport) => void }
}

export interface ExecutorParts {
  readonly engine: Engine
  readonly schema: GraphQLSchema
  /** The roles that the schema was made for, sorted. */
  readonly roles: readonly string[]
  readonly plans: Plans
  readonly turns: Turns
  readonly limits: Limits
  readonly allowances: Allowances
  /** What `_catalog` says to a caller who holds these roles. */
  readonly catalog: (held: readonly string[]) => Catalog
  readonly clock: Clock
  readonly development: boolean
  readonly exportParts: ExportParts
  readonly viewed: NonNullable<ServerParts['viewed']>
}

export type ExecutorResult = Awaited<ReturnType<Executor>>

type Variables = Readonly<Record<string, unknown>>

/**
 * Executes a validated operation without graphql-js's field by field completion: the plan is looked up, all its
 * queries run in one trip, and the JSON that the warehouse built is joined to the response.
 */
export function openExecutor(parts: ExecutorParts): Executor {
  return async (request) => {
    const { outcome } = request.context as unknown as RequestContext
    if (outcome) return outcome
    try {
      return await execute(parts, request)
    } catch (error) {
      throw error instanceof SluiceError ? requestError(error) : error
    }
  }
}

async function execute(parts: ExecutorParts, request: ExecutorRequest) {
  const started = performance.now()
  const operation = operationOf(request)
  const given = request.request.variables ?? {}
  const context = request.context as unknown as RequestContext
  const { tenant } = context.caller.scope
  const limits = parts.allowances.of(tenant)
  limitValues(given, limits)
  const { coerced, errors } = getVariableValues(parts.schema, operation.variableDefinitions ?? [], given, {
    maxErrors: 10,
  })
  if (errors) return { errors }
  // Without a prototype: a variable called `constructor` that isn't given is absent, and no function.
  const variables: Variables = { __proto__: null, ...coerced }

  if (context.exporting) return startExport(parts, request, operation, variables, context)

  const key = planKey(
    request.queryHash,
    request.operationName,
    parts.roles,
    variablesShape(parts.schema, operation, variables),
  )
  const { plan, hit } = parts.plans.get(key, () => {
    parts.allowances.learn(tenant, request.document.loc?.source.body.length ?? 0)
    return makePlan(parts, request, variables)
  })
  const binding = { variables, now: parts.clock.now() }
  const { models } = parts.engine
  const about = aboutApi(parts, request, plan, variables, context.caller)
  const cost = about.cost + limitCost(queriesOf(plan), { models, binding, limits })
  parts.allowances.assertRead(tenant)
  parts.allowances.spend(tenant, cost)
  await tellView(parts, request, plan, context.caller)
  let trips = 0
  const answers = await runPlan(parts, plan, binding, limits, context, () => void trips++)
  const result = join(plan, answers, about.answer)
  if (!parts.development) return result
  const statements = plan.compiled.reduce((sum, { statements }) => sum + statements.length, 0)
  const ms = Math.round((performance.now() - started) * 100) / 100
  return {
    ...result,
    extensions: { sluice: { statements, trips, ms, cost, planCache: hit ? 'HIT' : 'MISS' } },
  }
}

/** Kept before anything is read. */
async function tellView(
  { viewed }: ExecutorParts,
  { queryHash, operationName }: ExecutorRequest,
  { compiled }: Plan,
  { scope }: Caller,
): Promise<void> {
  const { actor, tenant } = scope.principal
  if (actor === undefined) return
  const models = [...new Set(compiled.flatMap(({ reads }) => reads))].sort()
  await viewed({ actor, tenant, operation: operationName ?? null, document: queryHash, models })
}

// The rows go out by themselves, once Apollo has nothing more to say.
async function startExport(
  { engine, schema, roles, exportParts }: ExecutorParts,
  { document }: ExecutorRequest,
  operation: OperationDefinitionNode,
  variables: Variables,
  { caller, right, exporting }: RequestContext,
) {
  invariant(exporting, 'an export is asked for')
  const { format, open } = exporting
  const fields = readOperation(engine.models, schema, document, operation, variables)
  const question = listQuestion(fields, !namesFirst(document, operation, variables), format.json)
  open(await openExport(exportParts, { question, roles, variables, caller, right, format }))
  return { data: null }
}

interface AboutApi {
  readonly cost: number
  readonly answer: Introspection
}

/** How `__schema`, `__type` and `_catalog` are answered, if they are asked for, and what that costs. @throws TOO_COSTLY */
function aboutApi(
  { schema, catalog, limits }: ExecutorParts,
  { document, operation, operationName, request }: ExecutorRequest,
  plan: Plan,
  variables: Variables,
  { scope }: Caller,
): AboutApi {
  if (!plan.fields.some(({ is }) => is === 'introspection')) return { cost: 0, answer: () => ({}) }
  const root = { _catalog: catalog(scope.principal.roles) }
  const cost = limitIntrospection(schema, { document, operation, variables }, root, limits)
  return { cost, answer: () => introspect(schema, document, operationName, request.variables ?? {}, root) }
}

function queriesOf({ compiled }: Plan): readonly Query[] {
  return compiled.map(({ query }) => query)
}

// Apollo calls the executor even where the document has no such operation.
function operationOf({ operation, operationName }: Partial<ExecutorRequest>) {
  if (!operation) {
    const what = operationName
      ? 'No operation of the document has the given name'
      : 'The document has several operations'
    throw clientError('INVALID_REQUEST', `${what}. Name one of them in \`operationName\`.`)
  }
  if (operation.operation !== OperationTypeNode.QUERY) {
    throw clientError('INVALID_REQUEST', `This API answers queries; it has no ${operation.operation}.`)
  }
  return operation
}

function makePlan(parts: ExecutorParts, request: ExecutorRequest, variables: Variables): Plan {
  const { engine, schema, roles, limits } = parts
  const fields = readOperation(engine.models, schema, request.document, request.operation, variables)
  const queries = fields.filter(hasQuery).map(({ query }) => query)
  limitQuestions(queries, limits)
  const viewer = { scope: 'tenant', roles } as const
  return {
    fields: fields.map(planField),
    compiled: engine.compileAll(queries, viewer),
  }
}

function hasQuery(field: RootField): field is Extract<RootField, { query: Query }> {
  return field.is === 'query'
}

function planField(field: RootField): PlannedField {
  const key = `${JSON.stringify(field.as)}:`
  if (hasQuery(field)) return { is: 'query', as: field.as, key, required: field.required }
  if (field.is === 'introspection') return { is: 'introspection', as: field.as, key }
  return { is: 'constant', key, text: JSON.stringify(field.name) }
}

async function runPlan(
  { engine, turns, allowances }: ExecutorParts,
  { compiled }: Plan,
  binding: Binding,
  { timeout, bytes }: Limits,
  { caller, signal }: RequestContext,
  onTrip: () => void,
): Promise<readonly Answer[]> {
  if (compiled.length === 0) return []
  const done = await turns.take(caller.scope.tenant, signal)
  try {
    allowances.assertRead(caller.scope.tenant) // there may be more by now
    const options = { signal, timeoutMs: timeout, maxBytes: bytes, onTrip }
    const load: Load = openLoader((hop, keys) =>
      engine.lookUp(caller.scope, hop, keys, binding, { ...options, load }),
    )
    return await engine.run(caller.scope, compiled, binding, { ...options, load })
  } finally {
    done()
  }
}
