import type { Operand } from './query.ts'

/** The most groups that one answer has. */
export const MOST_GROUPS = 10_000

/** The most periods that an export fills. */
export const MOST_STREAMED = 1_000_000

/**
 * How far a time may be moved, in years. Times end (in 4713 BC, for PostgreSQL), and moving one beyond fails: the warehouse may
 * move those of rows that a rule hides from the asker, before it leaves them out, and he would see that they are there.
 */
export const FARTHEST_SHIFT = 1_000

/** Where a metrics statement tells how many periods it went over, in the place of a part's number. */
export const PERIODS = 'periods'

/** Where a parameter's value comes from when a compiled query runs. A plan holds these, never a value of a request. */
export type Source =
  | { readonly is: 'tenant' }
  /** A claim of the principal's: text, a list of texts (always, where `many`), or null where the token has none. */
  | { readonly is: 'claim'; readonly name: string; readonly many?: true }
  /** One of the two keys of HMAC-SHA256 for the tenant and a purpose, as bytea's hex text: a mask's. */
  | { readonly is: 'pad'; readonly side: 'inner' | 'outer'; readonly purpose: string }
  | { readonly is: 'operand'; readonly operand: Operand }
  /** How far the time of rows is moved. */
  | { readonly is: 'shift'; readonly operand: Operand }
  /** A page's size, `more` rows beyond it so that the next page shows itself. */
  | { readonly is: 'size'; readonly operand: Operand; readonly more: number }
  /** How many groups are shown. */
  | { readonly is: 'limit'; readonly operand: Operand }
  /** How many groups are passed over before those that are shown. */
  | { readonly is: 'offset'; readonly operand: Operand }
  | { readonly is: 'literal'; readonly text: string }
  /** The end of the span up to now: this instant, or the day after today, so that dates of today belong to it. */
  | { readonly is: 'now'; readonly type: 'Date' | 'DateTime'; readonly zone?: Operand }
  /** This instant, or today's date in the zone. */
  | { readonly is: 'today'; readonly type: 'Date' | 'DateTime'; readonly zone?: Operand }
  /** The `index`th value of a cursor that was sealed for `purpose`. */
  | {
      readonly is: 'cursor'
      readonly operand: Operand
      readonly purpose: string
      readonly index: number
      readonly count: number
    }
  /** The keys of a look-up, as one array. */
  | { readonly is: 'keys' }
  /** A word nobody can guess, new for each run: marks cursors inside JSON that PostgreSQL built. */
  | { readonly is: 'nonce' }
