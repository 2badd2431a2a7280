import type { OutputColumn } from '../../../engine/contract.ts'
import type { Selection } from '../../../engine/query.ts'
import type { Row } from '../../../warehouses/contract.ts'

/** How the rows of an export are written: one file a format. */
export interface Format {
  readonly name: string
  /** What a client asks for it with, the first as the answer has it. */
  readonly mediaTypes: readonly string[]
  readonly contentType: string
  /** Of the file that a browser saves, without the dot. */
  readonly extension: string
  /** Whether a list's rows are wanted as JSON that the warehouse built, a text each. */
  readonly json: boolean
  open(rows: Written): Writer
}

/** What the rows of an export are. */
export interface Written {
  readonly select: readonly Selection[]
  readonly columns: readonly OutputColumn[]
  /** Each row is one JSON text already. */
  readonly built: boolean
}

export interface Writer {
  /** What stands before the rows. */
  readonly head: string
  /** A row with its line end. */
  row(row: Row): string
}
