import type { Faults } from '../base/fault.ts'
import { apiSchema } from '../documents/index.ts'
import type { Models } from '../model/model.ts'
import type { Limits } from '../serve/limits/limits.ts'
import { loadDocuments } from '../serve/trusted/load.ts'
import type { TrustedDocuments } from '../serve/trusted/trusted.ts'
import type { Project } from './project.ts'

/** The project's trusted documents, held against the API schema of all roles. */
export async function readDocuments(
  { config, files }: Project,
  limits: Limits,
  models: Models,
  faults: Faults,
): Promise<TrustedDocuments> {
  const only = config.serve.documents?.only === true
  return loadDocuments(await files('documents'), only, apiSchema(models, models.roles), limits, faults)
}
