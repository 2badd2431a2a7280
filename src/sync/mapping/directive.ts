import type { OutputColumn } from '../../engine/contract.ts'
import type { FarType } from '../../destinations/contract.ts'
import type { Writer } from './writer.ts'

/** A directive on a field of a sync document; one file each, listed in `directives.ts`. */
export interface FieldDirective<Arguments = Readonly<Record<string, unknown>>> {
  readonly name: string
  /** What is wrong with it here, if anything; told at the directive's place. */
  check(args: Arguments, column: OutputColumn): Wrong | undefined
  /** What the far side will get: its type, and where they are known all of its values. */
  gives(args: Arguments, before: Given): Given
  /** The writer with the directive applied after `inner`. */
  wrap(args: Arguments, inner: Writer): Writer
}

export interface Wrong {
  readonly what: string
  readonly expected: string
  readonly cure: string
}

/** What a mapped field can be. */
export interface Given {
  readonly type: FarType
  /** Every value that it can have, where that is known before anything is read. */
  readonly values?: readonly string[]
  readonly nullable: boolean
}
