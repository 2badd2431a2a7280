import type { GraphQLSchema } from 'graphql'
import { validIn } from '../execution/valid.ts'
import { dashboardOf, type Dashboard, type Dashboards } from './dashboard.ts'

/**
 * The dashboard, as far as callers of `schema` may know of it: one that reads a field which their roles don't see
 * isn't there for them, since its very definition would name the field.
 * @throws NOT_FOUND
 */
export function dashboardSeen(dashboards: Dashboards, name: string, schema: GraphQLSchema): Dashboard {
  const dashboard = dashboardOf(dashboards, name)
  return validIn(schema, dashboard.document) ? dashboard : dashboardOf(new Map(), name)
}
