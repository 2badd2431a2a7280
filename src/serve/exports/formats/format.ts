import type { OutputColumn } from '../../../engine/contract.ts'
import type { Row } from '../../../warehouses/contract.ts'

/** How the rows of an export are written: one file a format. */
export interface Format {
  readonly name: string
  /** What a client asks for it with. */
  readonly mediaTypes: readonly string[]
  /** As the answer says it. */
  readonly contentType: string
  /** Of the file that a browser saves, without the dot. */
  readonly extension: string
  /** Whether a row is one JSON text, built by the warehouse, instead of a text for each of `columns`. */
  readonly json: boolean
  open(columns: readonly OutputColumn[]): Writer
}

export interface Writer {
  /** What stands before the rows. */
  readonly head: string
  /** A row with its line end. */
  row(row: Row): string
}
