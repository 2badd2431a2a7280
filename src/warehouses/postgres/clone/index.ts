export { readBlueprint, type BlueprintOptions } from './read.ts'
export { openClone, type CloneOptions } from './open.ts'
export type { Blueprint, Unprovable } from './blueprint.ts'
export type { Asker, Clone, Filling, Said } from './contract.ts'
