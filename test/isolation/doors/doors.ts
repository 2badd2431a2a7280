/** A test, by its file and a part of its title. */
interface Shown {
  readonly file: string
  readonly title: string
}

/** A way by which something might get out beside the rows, and the tests that try it. */
export interface Door {
  readonly name: string
  /** Why there is nothing to open, where the product doesn't have it; the tests show that it can't be reached. */
  readonly absent?: string
  readonly shown: readonly Shown[]
}

const at = (folder: string) => (file: string, title: string) => ({
  file: `test/${folder}${file}.test.ts`,
  title,
})
const here = at('isolation/doors/')
const isolation = at('isolation/')
const serve = at('serve/')

export const doors: readonly Door[] = [
  {
    name: 'cursors',
    shown: [
      here('requests', 'A cursor of the other tenant, or an edited one'),
      here('names', 'no name’s cursor is another name’s'),
      here('names', 'what a cursor holds is not for its reader'),
      isolation('rules/masks', 'has no cursor that who sees the keys gave out'),
      isolation('walls/walls', 'With one wall taken away no attack succeeds'),
    ],
  },
  {
    name: 'ids',
    shown: [
      here('requests', 'A guessed id of the other tenant'),
      here('existence', 'another tenant’s id is answered in the same bytes as nobody’s'),
      isolation('rules/masks', 'is no argument of a look-up'),
    ],
  },
  {
    name: 'totalCount',
    shown: [
      here('document', 'a tenant sees what it would see if it were alone'),
      isolation('rules/rows', 'lists below a row, their counts'),
    ],
  },
  {
    name: 'aggregates',
    shown: [
      here('document', 'a tenant sees what it would see if it were alone'),
      isolation('rules/groups', 'tells the groups that are large enough'),
      isolation('rules/groups', 'Two answers differ by whole cells'),
      isolation('oracle/interference', 'byte for byte, the answer with its rows alone'),
    ],
  },
  {
    name: 'sorting by a hidden field',
    shown: [
      here('hidden', 'is kept back by the engine, too'),
      isolation('rules/masks', 'A masked value decides nothing'),
    ],
  },
  {
    name: 'filtering on a hidden field',
    shown: [
      here('hidden', 'is kept back by the engine, too'),
      isolation('rules/masks', 'A masked value decides nothing'),
    ],
  },
  {
    name: 'errors and their texts',
    shown: [
      serve('errors', 'An error of the database'),
      serve('errors', 'A value that is refused'),
      isolation('storage/trip', 'an error tells no SQL, no value and no name of the database'),
      isolation('rules/claims', 'fails, in words that don’t show it'),
      isolation('walls/walls', 'With one wall left it stops what it is there for'),
    ],
  },
  {
    name: 'timing of existence',
    shown: [here('existence', 'the database does the same for it by the same plan')],
  },
  {
    name: 'introspection',
    shown: [here('hidden', 'Neither the API’s schema nor its catalog has a name of what is hidden')],
  },
  {
    name: 'suggestions',
    shown: [
      serve('errors', 'is answered with suggestions from what the caller’s roles see, and nothing else'),
      serve('errors', 'that other roles see is told in the same words as one that nobody sees'),
    ],
  },
  {
    name: 'persisted documents',
    shown: [
      serve('trusted', 'runs as the caller'),
      serve('trusted', 'No client adds a document'),
      serve('trusted', 'that roles can’t see isn’t there for them'),
    ],
  },
  {
    name: 'batches',
    shown: [serve('graphql', 'refuses batches'), here('again', 'the second time is answered')],
  },
  {
    name: 'aliases',
    shown: [
      here('document', 'a tenant sees what it would see if it were alone'),
      isolation('oracle/text', 'Names that a statement uses for itself'),
    ],
  },
  { name: 'fragments', shown: [here('document', 'a tenant sees what it would see if it were alone')] },
  { name: 'directives', shown: [here('document', 'a tenant sees what it would see if it were alone')] },
  {
    name: 'exports',
    shown: [
      here('exports', 'Tenants export the same documents at once'),
      here('exports', 'Roles see in an export what they see in an answer'),
      here('exports', 'the tenant is suspended: it is cut off'),
      isolation('identity/access', 'An export that runs is cut'),
    ],
  },
  {
    name: 'subscriptions',
    absent: 'The API answers queries alone, each once.',
    shown: [
      here('routes', 'operation %s'),
      here('routes', 'web socket'),
      here('routes', 'answer as a stream of %s'),
    ],
  },
  {
    name: '_catalog',
    shown: [
      here('document', 'is the same for every tenant, and whatever rows there are'),
      here('hidden', 'Nor does who may see sources learn of it more'),
    ],
  },
  {
    name: 'logs',
    shown: [
      serve('errors', 'No log line names a tenant, a token, a query'),
      here('logs', 'A run whose logs tell a secret ends as failed'),
    ],
  },
  {
    name: 'labels of metrics',
    shown: [serve('metrics', 'No label says who asked or what'), here('routes', 'doesn’t read the metrics')],
  },
  {
    name: 'traces',
    absent: 'Nothing is traced, and what a client sends of a trace is neither kept nor answered.',
    shown: [here('routes', 'to %s are these, the same for every tenant')],
  },
  { name: 'cache headers', shown: [here('routes', 'never let a cache answer')] },
  {
    name: 'CORS',
    shown: [
      serve('pages', 'lets a preflight pass, never with credentials'),
      serve('pages', 'lets a page read what an ordinary token gets only if its origin is configured'),
    ],
  },
  {
    name: 'loaders across requests',
    shown: [
      here('loaders', 'each request by a look-up of its own'),
      here('loaders', 'nothing of a tenant is kept'),
      at('engine/')('hops', 'the look-up is bound to the tenant'),
    ],
  },
  {
    name: 'a pooled connection after an error',
    shown: [
      here('connection', 'After the connection met'),
      isolation('storage/trip', 'no context is left behind'),
    ],
  },
  {
    name: 'a pooled connection after a cancel',
    shown: [
      here('connection', 'After the connection met'),
      isolation('storage/trip', 'a cancelled query ends at once'),
    ],
  },
  {
    name: 'a pooled connection after a time-out',
    shown: [
      here('connection', 'After the connection met'),
      isolation('storage/trip', 'a query over its time ends'),
    ],
  },
  {
    name: 'prepared statements',
    shown: [
      isolation('storage/trip', 'two statements that share a name by mistake'),
      here('connection', 'two tenants at once, on one connection'),
      isolation('oracle/plans', 'a plan is never used for a request that another plan would answer'),
    ],
  },
  {
    name: 'EXPLAIN and SQL in answers',
    absent: 'No answer has SQL or a plan; in development it tells counts of statements and trips.',
    shown: [
      here('document', 'No answer has SQL, a plan of the database'),
      serve('trips', 'How an answer came about is told in development alone'),
    ],
  },
  {
    name: 'rejects of a tenant’s syncs',
    shown: [here('syncs', 'Rejects and runs that are asked for as a tenant’s are its own')],
  },
  {
    name: 'plans of a tenant’s syncs',
    shown: [here('syncs', 'A plan for a tenant shows its records alone')],
  },
  {
    name: 'the console’s API',
    absent: 'There is no such route: those that there are are listed.',
    shown: [here('routes', 'A server has the routes that are listed'), here('routes', 'page %s')],
  },
]
