import type { Faults } from '../base/fault.ts'
import { apiSchema } from '../documents/index.ts'
import { loadDashboards } from '../serve/dashboards/load.ts'
import { defaultLimits } from '../serve/limits/limits.ts'
import type { Wiring } from './wiring.ts'

/** What is wrong with dashboards/, held against the API schema of all roles. */
export async function faultsOfDashboards({ project, limits }: Wiring, faults: Faults): Promise<void> {
  const { models } = await project.readModels()
  const schema = apiSchema(models, models.roles)
  loadDashboards(await project.files('dashboards'), schema, { ...defaultLimits, ...limits() }, faults)
}
