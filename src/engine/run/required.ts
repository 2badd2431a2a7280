import { SluiceError } from '../../base/errors.ts'
import type { Output } from '../plan/plan.ts'

/**
 * Holds rows against the model's `!` where the warehouse doesn't: a view's column or an expression may be null whatever
 * the model says, and an answer must not break the type that the API promised. Fields whose column is NOT NULL are
 * assured, and a plan with nothing else to check never parses its answer.
 */
export interface Check {
  /** @throws INVALID_DATA naming the field */
  (rows: readonly (string | null | undefined)[]): void
}

/** The check for rows of these outputs; undefined where every required field is assured. */
export function checkOf(outputs: readonly Output[]): Check | undefined {
  if (!outputs.some(doubtful)) return undefined
  return (rows) => {
    for (const row of rows) if (row) walk(outputs, JSON.parse(row) as Json)
  }
}

type Json = { readonly [name: string]: unknown }

function doubtful(output: Output): boolean {
  switch (output.is) {
    case 'value':
      return output.unassured === true
    case 'object':
      return output.outputs.some(doubtful)
    case 'child':
      return output.child.is === 'page' && output.child.plan.nodes.flat().some(doubtful)
    default:
      return false
  }
}

function walk(outputs: readonly Output[], row: Json): void {
  for (const output of outputs) {
    if (!doubtful(output)) continue
    const value = row[output.as]
    if (output.is === 'value' && value === null) throw missing(`${output.model}.${output.field}`)
    if (output.is === 'object' && value !== null) walk(output.outputs, value as Json)
    if (output.is === 'child') walkPage(output.child, value as Json)
  }
}

function walkPage(child: Extract<Output, { is: 'child' }>['child'], page: Json): void {
  if (child.is !== 'page') return
  for (const field of child.plan.fields) {
    const rows = page[field.as] as readonly Json[]
    if (field.is === 'nodes') for (const row of rows) walk(child.plan.nodes[field.node] ?? [], row)
    if (field.is !== 'edges') continue
    for (const edge of field.fields) {
      if (edge.is === 'node')
        for (const row of rows) walk(child.plan.nodes[edge.node] ?? [], row[edge.as] as Json)
    }
  }
}

function missing(field: string): SluiceError {
  return new SluiceError('INVALID_DATA', {
    what: `"${field}" has no value in a row, and the model says that it always has one`,
    cure: `The model’s owner can take the "!" off "${field}", or mend the data`,
  })
}
