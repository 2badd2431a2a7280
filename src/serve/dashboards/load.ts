import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  Source,
  getDirectiveValues,
  parse,
  print,
  validate,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql'
import type { Faults, Place } from '../../base/fault.ts'
import { faultOf, nameOf } from '../errors/file.ts'
import { documentLimits } from '../limits/document.ts'
import type { Limits } from '../limits/limits.ts'
import { chart, dashboardSchema } from './chart.ts'
import type { Chart, Dashboard, Dashboards, Widget } from './dashboard.ts'
import { mergeOperations, variablesOf } from './merge.ts'
import { rowPaths } from './rows.ts'

interface Loading {
  readonly schema: GraphQLSchema
  readonly limits: Limits
  readonly faults: Faults
}

/**
 * Reads dashboard files (name of the file → text) against the API schema of all roles; what one role doesn't see is
 * refused when that role asks. Whatever is wrong goes to `faults`; a file with a fault yields no dashboard.
 */
export function loadDashboards(
  sources: ReadonlyMap<string, string>,
  schema: GraphQLSchema,
  limits: Limits,
  faults: Faults,
): Dashboards {
  const loading = { schema: dashboardSchema(schema), limits, faults }
  const dashboards = new Map<string, Dashboard>()
  for (const [file, text] of sources) {
    const before = faults.errors.length
    const dashboard = loadDashboard(loading, file, text)
    if (dashboard && faults.errors.length === before) dashboards.set(dashboard.name, dashboard)
  }
  return dashboards
}

function loadDashboard(loading: Loading, file: string, text: string): Dashboard | undefined {
  const document = parseFile(loading, file, text)
  if (!document) return undefined
  for (const error of validate(loading.schema, document)) loading.faults.add(faultOf(file, error))
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
  const widgets = operations.flatMap((operation) => loadWidget(loading, operation, fragments) ?? [])
  checkVariables(loading, operations)
  const merged = mergeOperations(operations, fragments)
  if (widgets.length < operations.length) return undefined
  for (const error of validate(loading.schema, merged, [documentLimits(loading.limits)])) {
    tell(
      loading,
      { file, line: 1, column: 1 },
      error.message,
      'a dashboard that fits into one request',
      'Make two dashboards of it',
    )
  }
  const name = nameOf(file)
  const variables = variablesOf(loading.schema, merged)
  return { name, title: titleOf(name), widgets, variables, document: print(merged) }
}

function parseFile(loading: Loading, file: string, text: string): DocumentNode | undefined {
  try {
    return parse(new Source(text, file))
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    loading.faults.add(faultOf(file, error))
    return undefined
  }
}

function loadWidget(
  loading: Loading,
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): Widget | undefined {
  const name = operation.name?.value
  if (!name || operation.operation !== OperationTypeNode.QUERY) {
    return fault(
      loading,
      operation,
      'A widget needs a name of its own',
      'query Name @chart(type: …) { … }',
      'Name the query',
    )
  }
  const spread = operation.selectionSet.selections.find((node) => node.kind !== Kind.FIELD)
  if (spread) {
    return fault(
      loading,
      spread,
      'A widget’s root fields can’t come from a fragment',
      'a root field',
      'Write the field out',
    )
  }
  const values = chartOf(operation)
  if (!values) {
    return fault(
      loading,
      operation,
      `"${name}" has no @chart`,
      'query Name @chart(type: KPI|LINE|BAR|TABLE) { … }',
      'Say how it is drawn',
    )
  }
  checkPaths(loading, operation, values, fragments)
  const { title, ...drawn } = values
  const description = operation.description?.value
  return { name, title: title ?? titleOf(name), ...(description ? { description } : {}), chart: drawn }
}

type ChartValues = Chart & { readonly title?: string }

// Wrong arguments have been told by validation already.
function chartOf(operation: OperationDefinitionNode): ChartValues | undefined {
  try {
    const values = getDirectiveValues(chart, operation)
    return (
      values &&
      (Object.fromEntries(
        Object.entries(values).filter(([, value]) => value !== null),
      ) as unknown as ChartValues)
    )
  } catch (error) {
    if (error instanceof GraphQLError) return { type: 'TABLE' }
    throw error
  }
}

function checkPaths(
  loading: Loading,
  operation: OperationDefinitionNode,
  { x, y, series, compare, format }: ChartValues,
  fragments: readonly FragmentDefinitionNode[],
): void {
  const paths = rowPaths(operation, new Map(fragments.map((fragment) => [fragment.name.value, fragment])))
  checkOthers(loading, operation, paths)
  if (format && format.length > 1 && format.length !== y?.length) {
    fault(
      loading,
      argumentNode(operation, 'format') ?? operation,
      `There are ${format.length} formats for ${y?.length ?? 'no'} \`y\``,
      'one format for all, or one for each of `y`',
      'Name as many formats as values',
    )
  }
  for (const [argument, named] of Object.entries({ x, y, series, compare })) {
    for (const path of [named ?? []].flat()) {
      if (paths.has(path)) continue
      const at = argumentNode(operation, argument) ?? operation
      fault(
        loading,
        at,
        `"${path}" is no field of the widget's rows`,
        `one of ${[...paths].join(', ')}`,
        'Name a field that the query selects',
      )
    }
  }
}

/** The row of others looks like the group of those without a value, until `_others` tells which is which. */
function checkOthers(loading: Loading, operation: OperationDefinitionNode, paths: ReadonlySet<string>): void {
  for (const root of operation.selectionSet.selections) {
    if (root.kind !== Kind.FIELD || paths.has('_others')) continue
    const asked = root.arguments?.find(({ name, value }) => name.value === 'others' && !isFalse(value))
    if (!asked) continue
    fault(
      loading,
      asked,
      'The row of others can’t be told from a group without a value',
      '`_others` among the fields of `rows`',
      'Select `_others` beside the dimensions',
    )
  }
}

function isFalse(value: ValueNode): boolean {
  return value.kind === Kind.NULL || (value.kind === Kind.BOOLEAN && !value.value)
}

function argumentNode(operation: OperationDefinitionNode, name: string): ASTNode | undefined {
  const directive = operation.directives?.find((node) => node.name.value === chart.name)
  return directive?.arguments?.find((node) => node.name.value === name)
}

/** Variables of one name are one filter, so they must mean the same. */
function checkVariables(loading: Loading, operations: readonly OperationDefinitionNode[]): void {
  const first = new Map<string, string>()
  for (const node of operations.flatMap(({ variableDefinitions }) => variableDefinitions ?? [])) {
    const name = node.variable.name.value
    const meaning = print({ ...node, directives: [] })
    const known = first.get(name) ?? meaning
    first.set(name, known)
    if (known === meaning) continue
    fault(
      loading,
      node,
      `"$${name}" is declared in two ways`,
      `"${known}", as in the first widget that has it`,
      'Declare it the same, or give it another name',
    )
  }
}

/** `sales-by-month` → `Sales by month`, `TopCustomers` → `Top customers`. */
function titleOf(name: string): string {
  const words = name
    .replaceAll(/[-_]+/g, ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function fault(loading: Loading, node: ASTNode, what: string, expected: string, cure: string): undefined {
  const start = node.loc?.startToken
  const place = { file: node.loc?.source.name ?? '', line: start?.line ?? 1, column: start?.column ?? 1 }
  tell(loading, place, what, expected, cure)
}

function tell({ faults }: Loading, at: Place, what: string, expected: string, cure: string): void {
  faults.add({ what, at, expected, cure })
}
