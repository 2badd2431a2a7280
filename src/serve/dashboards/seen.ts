import { parse, validate, type GraphQLSchema } from 'graphql'
import { dashboardOf, type Dashboard, type Dashboards } from './dashboard.ts'

const known = new WeakMap<GraphQLSchema, Map<Dashboard, boolean>>()

/**
 * The dashboard, as far as callers of `schema` may know of it: one that reads a field which their roles don't see
 * isn't there for them, since its very definition would name the field.
 * @throws NOT_FOUND
 */
export function dashboardSeen(dashboards: Dashboards, name: string, schema: GraphQLSchema): Dashboard {
  const dashboard = dashboardOf(dashboards, name)
  const seen = known.get(schema) ?? new Map<Dashboard, boolean>()
  known.set(schema, seen)
  const answer = seen.get(dashboard) ?? validate(schema, parse(dashboard.document)).length === 0
  seen.set(dashboard, answer)
  return answer ? dashboard : dashboardOf(new Map(), name)
}
