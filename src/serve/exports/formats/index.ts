import { csv } from './csv.ts'
import type { Format } from './format.ts'
import { jsonl } from './jsonl.ts'

export type { Format } from './format.ts'

/** Every format of exports. */
export const formats: readonly Format[] = [csv, jsonl]
