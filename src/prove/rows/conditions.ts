/** What SQL says of columns, whatever table they are of: by the column's name in lower case. */
export interface Conditions {
  compared(column: string): readonly Comparison[]
  /** Whether it asks for rows where the column is empty, or not true. */
  absent(column: string): boolean
  keys(column: string): Keys
  /** The type, by its name in `pg_type`, that the column is cast to. */
  cast(column: string): string | undefined
}

export interface Comparison {
  readonly literal: string
  /** Whether rows that are it come through. */
  readonly asked: boolean
}

/** Keys that are read from a column's JSON, with the type that each is cast to. */
export type Keys = readonly { readonly name: string; readonly cast: string | undefined }[]

/**
 * Reads the conditions in these texts by their look alone: what isn't understood is passed over, and rows are then a bit
 * less likely to meet it.
 */
export function conditionsIn(texts: readonly string[]): Conditions {
  const compared = comparisons(texts)
  const absent = absences(texts)
  const keys = jsonKeys(texts)
  const cast = casts(texts)
  return {
    compared: (column) => compared.get(column.toLowerCase()) ?? [],
    absent: (column) => absent.has(column.toLowerCase()),
    keys: (column) => keys.get(column.toLowerCase()) ?? [],
    cast: (column) => cast.get(column.toLowerCase()),
  }
}

const LITERAL = String.raw`(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?)(?:::[\w ]+(?:\(\d+\))?(?:\[\])?)?`

const COMPARED = new RegExp(
  String.raw`([\p{L}\p{N}_$]+)"?\)*(?:::[\w ]+?)?\)*\s*(=|<>|!=|<=?|>=?|in\b)\s*(?:any\s*)?\(*(?:array\[)?\(*(${LITERAL}(?:\)*\s*,\s*\(*${LITERAL})*)`,
  'giu',
)

/** What each column is compared with. Where it has to be more or less, a number on that side. */
function comparisons(texts: readonly string[]): ReadonlyMap<string, readonly Comparison[]> {
  const found = new Map<string, Comparison[]>()
  for (const text of texts) {
    for (const [, column = '', operator = '', list = ''] of text.matchAll(COMPARED)) {
      const step = operator.startsWith('>') ? 1 : operator === '<' || operator === '<=' ? -1 : 0
      const asked = operator !== '<>' && operator !== '!='
      const values = literalsIn(list).flatMap((literal) => {
        const met = beside(literal, step)
        return met === undefined ? [] : [{ literal: met, asked }]
      })
      found.set(column.toLowerCase(), [...(found.get(column.toLowerCase()) ?? []), ...values])
    }
  }
  return found
}

/** Columns that SQL asks to be empty, or not to be true. */
function absences(texts: readonly string[]): ReadonlySet<string> {
  const empty = /([\p{L}\p{N}_$]+)"?\)*\s+is\s+null/giu
  const untrue = /\bnot\s+\(*(?:[\p{L}\p{N}_$"]+\.)*"?([\p{L}\p{N}_$]+)/giu
  const found = texts.flatMap((text) => [...text.matchAll(empty), ...text.matchAll(untrue)])
  return new Set(found.map(([, column = '']) => column.toLowerCase()))
}

/** Of what isn't a number, such as a time, nobody knows here what is more. */
function beside(literal: string, step: number): string | undefined {
  if (step === 0) return literal
  return /^-?\d{1,9}$/.test(literal) ? String(Number(literal) + step) : undefined
}

/** The constants of a text, without quotes and casts. */
export function literalsIn(text: string): readonly string[] {
  const found = [...text.matchAll(/'((?:[^']|'')*)'|(?<![\w.'])(-?\d+(?:\.\d+)?)(?![\w.'])/g)]
  return found.map(([, quoted, number]) => number ?? (quoted ?? '').replaceAll("''", "'"))
}

/** Types that a text may be cast to, as SQL may call them; longer names before those that they begin with. */
const CASTS: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'timestamptz',
  timestamptz: 'timestamptz',
  timestamp: 'timestamp',
  date: 'date',
  time: 'time',
  interval: 'interval',
  'double precision': 'float8',
  numeric: 'numeric',
  decimal: 'numeric',
  smallint: 'int2',
  bigint: 'int8',
  integer: 'int4',
  int: 'int4',
  int8: 'int8',
  boolean: 'bool',
  bool: 'bool',
  uuid: 'uuid',
  inet: 'inet',
}

const CAST = String.raw`\)*\s*::\s*(${Object.keys(CASTS).join('|')})\b`

function jsonKeys(texts: readonly string[]): ReadonlyMap<string, Keys> {
  const read = new RegExp(String.raw`([\p{L}\p{N}_$]+)"?\)*\s*->>?\s*'([^']+)'(?:::text)?(?:${CAST})?`, 'giu')
  const found = new Map<string, Keys>()
  for (const text of texts) {
    for (const [, column = '', name = '', type = ''] of text.matchAll(read)) {
      const before = found.get(column.toLowerCase()) ?? []
      found.set(column.toLowerCase(), [...before, { name, cast: CASTS[type.toLowerCase()] }])
    }
  }
  return found
}

function casts(texts: readonly string[]): ReadonlyMap<string, string> {
  const read = new RegExp(String.raw`([\p{L}\p{N}_$]+)"?${CAST}`, 'giu')
  const found = texts.flatMap((text) => [...text.matchAll(read)])
  return new Map(
    found.flatMap(([, column = '', type = '']) => {
      const cast = CASTS[type.toLowerCase()]
      return cast === undefined ? [] : [[column.toLowerCase(), cast] as const]
    }),
  )
}
