import type { Models } from '../../model/model.ts'
import type { Dialect } from '../../warehouses/contract.ts'
import type { Viewer } from '../contract.ts'

/** What rendering needs beside the plan. */
export interface Rendering {
  readonly models: Models
  readonly dialect: Dialect
  readonly scope: Viewer['scope']
  /** Where the names of the models that are read are collected. */
  readonly reads: Set<string>
}
