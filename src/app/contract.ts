import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fault } from '../base/fault.ts'
import { changesOf, printApi } from '../catalog/changes.ts'
import { restrictionsOf } from '../catalog/restrictions.ts'
import { apiSchema } from '../documents/index.ts'
import type { Project } from './project.ts'

/** The API that apps may rely on, committed beside `sluice.yaml`. The models are in `schema/`; this is what they give. */
export const contractFile = 'schema.graphql'

/** The API of the project as text: of these roles, or of all. @throws INVALID_PROJECT */
export async function contractText(project: Project, roles?: readonly string[]): Promise<string> {
  const models = await project.models()
  return printApi(apiSchema(models, roles ?? models.roles), roles ? [] : restrictionsOf(models))
}

/** Undefined where the project has committed none. */
export async function committedContract({ dir }: Project): Promise<string | undefined> {
  const path = join(dir, contractFile)
  return existsSync(path) ? readFile(path, 'utf8') : undefined
}

/** Returns whether that changed anything. */
export async function writeContract(project: Project): Promise<boolean> {
  const text = await contractText(project)
  if ((await committedContract(project)) === text) return false
  await writeFile(join(project.dir, contractFile), text)
  return true
}

/** What apps would notice of the models as they are now; nothing where no API is committed. */
export async function faultsOfContract(project: Project): Promise<readonly Fault[]> {
  const committed = await committedContract(project)
  if (committed === undefined) return []
  const models = await project.models()
  return changesOf(contractFile, committed, apiSchema(models, models.roles), restrictionsOf(models))
}
