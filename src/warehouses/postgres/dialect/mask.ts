import type { PiiKind } from '../../../model/rules.ts'
import { sql, type Fragment } from '../../../sql/fragment.ts'

const HIDDEN = sql.literal('***')

/**
 * The first letter before the last "@", and what follows it. What isn't an address shows nothing, and neither does the
 * local part of one that begins with "@".
 */
function email(text: Fragment): Fragment {
  const parts = sql`regexp_replace(${text}, ${sql.literal('^([^@]?).*(@[^@]*)$')}, ${sql.literal(String.raw`\1***\2`)})`
  return sql`case when strpos(${text}, '@') > 0 then ${parts} else ${HIDDEN} end`
}

/** The last two digits, of a number that has enough of them for two to be few. */
function phone(text: Fragment): Fragment {
  const digits = sql`regexp_replace(${text}, '[^0-9]', '', 'g')`
  return sql`${HIDDEN} || case when length(${digits}) > 5 then right(${digits}, 2) else '' end`
}

function name(text: Fragment): Fragment {
  return sql`left(ltrim(${text}), 1) || ${HIDDEN}`
}

const nothing = () => HIDDEN

const forms: Record<PiiKind, (text: Fragment) => Fragment> = {
  EMAIL: email,
  PHONE: phone,
  NAME: name,
  ADDRESS: nothing,
  BIRTHDATE: nothing,
  ID: nothing,
  OTHER: nothing,
}

export function partial(kind: PiiKind, value: Fragment): Fragment {
  return sql`(case when (${value}) is not null then ${forms[kind](sql`(${value})::text`)} end)`
}

export function digest(value: Fragment, inner: Fragment, outer: Fragment): Fragment {
  return sql`encode(${hmac(value, inner, outer)}, 'hex')`
}

export function token(value: Fragment, inner: Fragment, outer: Fragment): Fragment {
  const letters = sql`translate(encode(${hmac(value, inner, outer)}, 'base64'), '+/', '-_')`
  return sql`('tok_' || left(${letters}, 22))`
}

/** PostgreSQL has SHA-256 without an extension, and no HMAC: its two rounds are written out. */
function hmac(value: Fragment, inner: Fragment, outer: Fragment): Fragment {
  const text = sql`convert_to((${value})::text, 'UTF8')`
  return sql`sha256((${outer})::bytea || sha256((${inner})::bytea || ${text}))`
}
