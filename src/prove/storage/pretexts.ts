/** A way to come to the storage with SQL of one's own, past everything that Sluice does before. */
export interface Pretext {
  readonly name: string
  readonly about: string
  /** What is said before the question, in the same transaction, as the serving role. */
  readonly before: (guise: Guise) => readonly string[]
}

/** What an intruder knows: his own tenant's context as Sluice signed it, and another tenant's name. */
export interface Guise {
  /** `sluice.context` of one's own, as it stands while one's own query runs. */
  readonly genuine: string
  /** One that was signed for oneself and has run out. */
  readonly expired: string
  readonly victim: string
}

const set = (name: string, value: string) => `select set_config(${quote(name)}, ${quote(value)}, true)`
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`

/** `sluice.tenant` is what a policy may have gone by before contexts were signed. */
const context = (value: string, tenant = value) => [
  set('sluice.context', value),
  set('sluice.tenant', tenant),
]

const FAR = 4_102_444_800 // seconds: the year 2100

/** In the order in which a report tells them; each is a row of `docs/prove.md`. */
export const pretexts: readonly Pretext[] = [
  { name: 'no context', about: 'nothing is said of who asks', before: () => [] },
  { name: 'a blank context', about: 'the context is an empty text', before: () => context('') },
  {
    name: 'a made-up context',
    about: 'another tenant’s name under a signature of zeros, and bare',
    before: ({ victim }) => context(`${FAR}.${'0'.repeat(64)}.${victim}`, victim),
  },
  {
    name: 'a bare name as context',
    about: 'another tenant’s name, unsigned',
    before: ({ victim }) => context(victim),
  },
  {
    name: 'an altered context',
    about: 'one’s own context with another tenant’s name in it',
    before: ({ genuine, victim }) =>
      context(genuine.replace(/^(\d+\.[0-9a-f]+)\..*$/s, `$1.${victim}`), victim),
  },
  {
    name: 'a stretched context',
    about: 'one’s own context with a later end',
    before: ({ genuine }) => context(genuine.replace(/^\d+/, String(FAR)), ''),
  },
  {
    name: 'an expired context',
    about: 'a context that was signed for oneself and has run out',
    before: ({ expired }) => context(expired, ''),
  },
  {
    name: 'row security off',
    about: 'the session asks that policies be left out',
    before: () => ['set local row_security = off'],
  },
]

/** Becoming somebody else, for each role of the server. */
export function becoming(role: string): Pretext {
  return {
    name: `as the role "${role}"`,
    about: 'the session takes on a role that it is a member of',
    before: () => [`set local role "${role.replaceAll('"', '""')}"`],
  }
}
