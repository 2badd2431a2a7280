import type { Outlet } from '../attacks/attack.ts'

/** What stood open: nothing (all walls stood, and yet), all but the compiler's binding of the tenant, all but the storage. */
export type Wall = 'all' | 'scan' | 'storage'

/** One way in which a tenant was told something of another. */
export interface Finding {
  readonly wall: Wall
  /** The oracle that saw it. */
  readonly oracle: string
  readonly model?: string
  /** Where in the model, the place that told most first. */
  readonly fields: readonly string[]
  /** The table or view, where SQL was asked. */
  readonly relation?: string
  /** Who asked, and whose it was that he was told; absent where only the difference shows. */
  readonly asker: string
  readonly victim?: string
  readonly outlet: Outlet | 'sql' | 'sync' | 'log'
  /** What was sent: a document with its variables, or SQL. */
  readonly request: string
  /** What was seen, in a sentence. */
  readonly seen: string
  readonly cure: string
  /** How many requests told of it. */
  readonly times: number
}

/** What one request told; several of them are one finding. */
export type Sighting = Omit<Finding, 'fields' | 'times'> & { readonly field?: string }

/** Something that was not proved, and why: a run that could have found nothing there is no success. */
export interface Gap {
  readonly what: string
  readonly why: string
  readonly cure: string
}
