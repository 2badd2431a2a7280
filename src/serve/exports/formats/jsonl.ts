import type { Format } from './format.ts'

/** In JSON they stand between values alone; a column of type `json` keeps those that it was written with. */
const lineEnds = /[\r\n]+/g

/** JSON Lines: a row a line, each an object of the same shape as in an answer of the API, as the warehouse built it. */
export const jsonl: Format = {
  name: 'jsonl',
  mediaTypes: ['application/jsonl', 'application/x-ndjson'],
  contentType: 'application/jsonl; charset=utf-8',
  extension: 'jsonl',
  json: true,
  open: () => ({ head: '', row: ([text]) => `${(text ?? 'null').replaceAll(lineEnds, ' ')}\n` }),
}
