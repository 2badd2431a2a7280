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
    stoppedBy: ['scope', 'caches', 'edges'],
    seen: afterwards('{ orders(orderBy: [{ id: ASC }]) { nodes { id amount } } }', ['analyst'], []),
    sought: /600\.25/,
  },
  'a masked value': {
    stoppedBy: ['scope', 'caches'],
    seen: afterwards('{ clues { nodes { id told } } }', ['boss'], ['clerk']),
    sought: /secretname/,
  },
  'a row that a rule hides': {
    stoppedBy: ['scope', 'caches'],
    seen: afterwards(
      '{ clues { totalCount nodes { id team } } clueMetrics { rows { team } } }',
      ['boss'],
      ['clerk'],
    ),
    sought: /"high"/,
  },
  'a group that is too small': {
    stoppedBy: ['scope', 'caches'],
    seen: afterwards('{ wageMetrics { rows { team paid } totals { paid } } }', ['boss'], ['clerk']),
    sought: /"tiny"|4107/,
  },
  'a row of what is told in groups': {
    stoppedBy: ['scope', 'caches', 'edges'],
    seen: afterwards('{ wages { nodes { id team } } }', ['boss'], ['clerk']),
    sought: /"tiny"/,
  },
}

const rules = `
type Clue @model(source: "shop.clues", key: "clue_id", tenant: "tenant_id")
  @rows(roles: ["clerk"], where: "{team} = 'low'") @rows(roles: ["boss"], where: "true") {
  id: ID! @column(name: "clue_id")
  team: String!
  told: String @pii(kind: NAME, mask: PARTIAL, clear: ["boss"])
  clueCount: Int! @measure(count: true)
}
type Wage @model(source: "shop.wages", key: "wage_id", tenant: "tenant_id") @minGroup(size: 3, by: ["team"], clear: ["boss"]) {
  id: ID! @column(name: "wage_id")
  team: String!
  amount: Int!
  paid: BigInt @measure(sum: "{amount}")
}`

/**
 * Every order has digits but those of the other tenant, whose token stands there: the expression breaks on it. Clues and
 * wages have rules, of which a clerk is told less than a boss.
 */
export const more = {
  schema: (text: string) =>
    text.replace(
      '  large: Boolean!',
      '  code: String\n  digits: Int @sql(expr: "{code}::int")\n  large: Boolean!',
    ) + rules,
  ddl: `alter table shop.orders add code text;
    update shop.orders set code = case tenant_id when 'acme' then '12' else '${canaries['globex']}' end;
    create table shop.clues (tenant_id text not null, clue_id int primary key, team text not null, told text);
    insert into shop.clues values ('acme', 1, 'low', 'Nora secretname'), ('acme', 2, 'high', 'Hugo secretname'),
      ('globex', 1001, 'low', '${canaries['globex']}');
    create table shop.wages (tenant_id text not null, wage_id int primary key, team text not null, amount int not null);
    insert into shop.wages select 'acme', n, case when n < 4 then 'many' else 'tiny' end, case when n < 4 then 10 else 4077 end from generate_series(1, 4) n;
    insert into shop.wages select 'globex', 1000 + n, 'theirs', 1000000 from generate_series(1, 4) n;`,
}

function ask(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  return async (home: Home) => (await home.post('acme', { query, variables })).text
}

/** What who has other roles sees of a question that was asked before. */
function afterwards(query: string, before: readonly string[], roles: readonly string[]) {
  return async (home: Home) => {
    await home.post('acme', { query }, before)
    return (await home.post('acme', { query }, roles)).text
  }
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
