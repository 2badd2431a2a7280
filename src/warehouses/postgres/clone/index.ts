import type { Models } from '../../../model/model.ts'
import type { Blueprint } from './blueprint.ts'
import type { Clone } from './contract.ts'

export interface BlueprintOptions {
  /** The warehouse's name in `sluice.yaml`. */
  readonly warehouse: string
  /** Whose eyes read the catalog: the owner's address, or else the serving role's. Nothing is written. */
  readonly url: string
  /** The serving role's address, and the operator role's: only their names matter. */
  readonly serveUrl: string
  readonly operatorUrl?: string
  readonly models: Models
}

export interface CloneOptions {
  /** A superuser's address on a throw-away server, whatever its database: databases and roles are made there. */
  readonly server: string
  /** What the clone's context is signed with: the same that `openPostgres` gets for it. */
  readonly contextKey: Uint8Array
}

export type { Blueprint, Clone }

/** Reads what a clone needs, in one read-only snapshot. @throws UNAVAILABLE where the server can't be reached */
export declare function readBlueprint(options: BlueprintOptions): Promise<Blueprint>

/**
 * Makes a database with what the blueprint says, and roles of its own for it.
 * @throws UNAVAILABLE where the server can't be reached, FORBIDDEN where the role there is no superuser
 */
export declare function openClone(blueprint: Blueprint, options: CloneOptions): Promise<Clone>
