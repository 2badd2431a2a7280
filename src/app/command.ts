import type { Log } from '../base/log.ts'
import type { Environment } from './config/index.ts'
import type { Output } from './output.ts'
import type { Wiring } from './wiring.ts'

/** One command of the line, told as data; one file each in `commands/`, listed in `commands/index.ts`. */
export interface Command {
  readonly name: string
  readonly about: string
  /** What follows the name, as help shows it: `NAME`, `[NAME]`. */
  readonly takes?: readonly { readonly name: string; readonly about: string }[]
  readonly options?: readonly CommandOption[]
  /** Command lines with what each does. */
  readonly examples: readonly (readonly [line: string, does: string])[]
  /** Further words below this one: `tenant list`. */
  readonly commands?: readonly Command[]
  readonly run?: (desk: Desk, given: Given) => Promise<Ending | void>
}

export interface CommandOption {
  /** As commander reads it: `--tenant <T>`. */
  readonly flags: string
  readonly about: string
  readonly required?: boolean
  /** May be given several times. */
  readonly many?: boolean
}

/** What the person typed. */
export interface Given {
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, unknown>>
}

/** What a command works with. */
export interface Desk {
  readonly dir: string
  readonly environment: Environment
  readonly output: Output
  readonly log: Log
  /** Fires at Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
  /** The project's rooms; @throws for a folder that is no project. */
  readonly wiring: () => Wiring
}

/** How it went, for the exit code. */
export type Ending = 'well' | 'fault' | 'incomplete'

export const exitCodes = {
  well: 0,
  /** Something is wrong with the project, a server or a far side; a message says what. */
  fault: 1,
  /** The command line is wrong. */
  usage: 2,
  /** It ran to its end, but records were rejected, withheld or are waiting. */
  incomplete: 3,
  interrupted: 130,
} as const
