import type { Models } from '../../model/model.ts'
import type { Fragment, Param } from '../../sql/fragment.ts'
import type { Dialect } from '../../warehouses/contract.ts'
import type { Viewer } from '../contract.ts'
import type { Expr } from '../plan/expr.ts'

/** What rendering needs beside the plan. */
export interface Rendering {
  readonly models: Models
  readonly dialect: Dialect
  /** Whose rows the scans read, and whose row rules and small groups they keep to. */
  readonly viewer: Viewer
  /** How an expression is written: scans hold some, and expressions hold scans. */
  readonly expr: (rendering: Rendering, of: Expr) => Fragment
  /** The keys of masks that the statement binds, each once. */
  readonly pads: Map<string, Param>
  /** Where the names of the models that are read are collected. */
  readonly reads: Set<string>
}
