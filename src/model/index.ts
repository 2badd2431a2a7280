/** The face of the room: how a project's models are read. Their shape is in `model.ts`. */
export { readSchemaFolder } from './folder.ts'
export { loadModels, type Loaded } from './load/load.ts'
