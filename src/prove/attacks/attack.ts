import type { GraphQLSchema } from 'graphql'
import type { Models } from '../../model/model.ts'
import type { Random } from '../random.ts'
import type { Harvest } from '../requests/harvest.ts'
import type { Root } from '../requests/write.ts'

/** The ways out that are tried. */
export type Outlet = 'query' | 'export' | 'stored' | 'dashboard' | 'catalog' | 'door'

/** A kind of hostile request: one file each. */
export interface Attack {
  readonly name: string
  /** What it tries, for the report and the docs. */
  readonly about: string
  attempts(ground: Ground): readonly Attempt[]
}

/** What attacks are made from: the API as one set of roles sees it, and what it has been seen to answer. */
export interface Ground {
  readonly models: Models
  readonly schema: GraphQLSchema
  /** Of all roles: what is hidden from `roles` is the difference. */
  readonly whole: GraphQLSchema
  readonly roles: readonly string[]
  readonly roots: readonly Root[]
  readonly harvest: Harvest
  /** Texts of the project's stored documents, by name. */
  readonly documents: ReadonlyMap<string, string>
  /** Names of the project's dashboards. */
  readonly dashboards: readonly string[]
  readonly tenants: readonly string[]
  readonly random: Random
}

/** One request that is tried, by each tenant alike. */
export interface Attempt {
  readonly attack: string
  readonly outlet: Outlet
  /** What of the API it goes through: `Order.amount`, `orders(where.amount.gt)`. */
  readonly covers: readonly string[]
  readonly rank: 0 | 1 | 2
  readonly request: Request
  /** It has to be refused: whoever asks has no right to it. */
  readonly refused?: true
  /** The same in parts, for where the whole is refused. */
  readonly parts?: readonly Attempt[]
}

export interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly roles: readonly string[]
  /** With whose token; the asker's own unless told. `nobody` has none. */
  readonly token?: 'nobody' | 'altered' | 'unsigned' | 'embed'
  /** The dashboard of an embed token. */
  readonly dashboard?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
}

/** No role or all of them: between these two lies whatever one role sees. */
export function isExtreme({ roles, models }: Pick<Ground, 'roles' | 'models'>): boolean {
  return roles.length === 0 || roles.length === models.roles.length
}

/** A GraphQL document, sent as apps do. */
export function asked(
  roles: readonly string[],
  body: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Request {
  return { method: 'POST', path: '/graphql', roles, body, headers }
}
