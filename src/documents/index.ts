export { apiSchema } from './schema/api.ts'
export { syncDirectives, syncSchema } from './schema/sync.ts'
export { isIntrospection, readOperation, type RootField } from './read/operation.ts'
export { variablesShape } from './read/shape.ts'
