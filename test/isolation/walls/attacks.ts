import { cursorSeal } from '../../../src/engine/run/cursor.ts'
import { canaries } from '../oracle/canary.ts'
import type { Home } from '../oracle/home.ts'
import { reads } from './reads.ts'
import type { WallName } from './walls.ts'

/** What a tenant tries, what it gets to see, and which walls each stop it by themselves. */
export interface Attack {
  /** With all of them gone it succeeds; with any one of them there it doesn't. */
  readonly stoppedBy: readonly WallName[]
  /** Everything that `acme`, who attacks, sees. */
  readonly seen: (home: Home, cursorKey: Uint8Array) => Promise<string>
  /** Where what is sought is no other tenant's: how it looks. */
  readonly sought?: RegExp
}

const CUSTOMERS = 'rows, their pages and their links'

export const attacks: Readonly<Record<string, Attack>> = {
  ...mapped(reads, (query) => ({
    stoppedBy: ['scan', 'storage'],
    seen: async (home) => (await home.post('acme', { query })).text,
  })),
  'ids of the other tenant': {
    stoppedBy: ['scan', 'storage'],
    seen: ask('{ order(id: "1001") { id note } customer(id: "1001") { id name } }'),
  },
  'ids of the other tenant in lists and along links': {
    stoppedBy: ['scan', 'storage'],
    seen: ask(
      '{ orders(where: { id: { in: ["1", "1001"] } }) { totalCount } customers(where: { orders: { some: { id: { eq: "1001" } } } }) { nodes { name } totalCount } }',
    ),
  },
  'a question that the other tenant asked before': {
    stoppedBy: ['scan', 'storage'],
    seen: async (home) => {
      const query = '{ asked: customers(orderBy: [{ name: DESC }]) { nodes { name } } }'
      await home.post('globex', { query })
      return (await home.post('acme', { query })).text
    },
  },
  'a question that the other tenant asks at once': {
    stoppedBy: ['scan', 'storage'],
    seen: async (home) => {
      const query = '{ asked: orders(orderBy: [{ placedAt: DESC }, { id: ASC }]) { nodes { id note } } }'
      const asked = ['globex', 'acme', 'globex'].map((tenant) => home.post(tenant, { query }))
      return (await Promise.all(asked))[1]?.text ?? ''
    },
  },
  'an export as CSV': {
    stoppedBy: ['scan', 'storage'],
    seen: exported('{ customers { nodes { id name region } } }', 'text/csv'),
  },
  'an export of groups as JSON lines': {
    stoppedBy: ['scan', 'storage'],
    seen: exported(
      '{ orderMetrics { rows { customer { name } orderCount revenueEver } } }',
      'application/jsonl',
    ),
  },
  ...mapped(
    {
      'a token of a tenant that nobody has': 'nobody',
      'a token of the tenant “%”': '%',
      'a token of the tenant “GLOBEX”': 'GLOBEX',
      'a token of the tenant “ globex ”': ' globex ',
    },
    (tenant) => ({
      stoppedBy: ['scope', 'scan', 'storage'],
      seen: async (home) => (await home.post(tenant, { query: reads[CUSTOMERS] })).text,
    }),
  ),
  // The first row of the other tenant that comes after a key: a page of one is enough to walk through them all.
  'a cursor that the attacker made': {
    stoppedBy: ['edges', 'scan', 'storage'],
    seen: async (home, cursorKey) => {
      const after = cursorSeal(cursorKey).seal('acme', 'Customer|1', ['999'])
      return ask('query ($after: String) { customers(first: 1, after: $after) { nodes { id name } } }', {
        after,
      })(home)
    },
  },
  'whether there is a value that an expression breaks on': {
    stoppedBy: ['scan', 'storage'],
    seen: ask(
      '{ orders { nodes { digits } } orderMetrics(where: { digits: { gt: 1 } }) { totals { orderCount } } }',
    ),
  },
  'the words of an error': {
    stoppedBy: ['edges', 'scan', 'storage'],
    seen: ask('{ orders { nodes { digits } } }'),
    sought: /canaryb82e94a3/,
  },
  'a field of other roles': {
    stoppedBy: ['edges', 'caches'],
    seen: async (home) => {
      const query = '{ orders(orderBy: [{ id: ASC }]) { nodes { id amount } } }'
      await home.post('acme', { query }, ['analyst'])
      return (await home.post('acme', { query })).text
    },
    sought: /600\.25/,
  },
}

/** Every order has digits but those of the other tenant, whose token stands there: the expression breaks on it. */
export const more = {
  schema: (text: string) =>
    text.replace(
      '  large: Boolean!',
      '  code: String\n  digits: Int @sql(expr: "{code}::int")\n  large: Boolean!',
    ),
  ddl: `alter table shop.orders add code text;
    update shop.orders set code = case tenant_id when 'acme' then '12' else '${canaries['globex']}' end;`,
}

function ask(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  return async (home: Home) => (await home.post('acme', { query, variables })).text
}

function exported(query: string, accept: string) {
  return async (home: Home) => (await home.post('acme', { query }, [], accept)).text
}

function mapped<T>(
  of: Readonly<Record<string, T>>,
  attack: (value: T) => Attack,
): Readonly<Record<string, Attack>> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, attack(value)]))
}
