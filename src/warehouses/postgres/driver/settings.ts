/** Server settings by name, sent when the connection is made: they cost no round trip, and a RESET returns to them. */
export type Settings = Readonly<Record<string, string>>

/** What every connection of ours needs so that a value's text means the same everywhere. */
const canonical: Settings = {
  timezone: 'UTC',
  datestyle: 'ISO',
  intervalstyle: 'iso_8601',
  extra_float_digits: '1',
  bytea_output: 'hex',
}

/** For roles that only read. The role's missing privileges are the wall; this makes a defect loud. */
const readOnly: Settings = {
  ...canonical,
  default_transaction_read_only: 'on',
  // All statements of a trip see one snapshot, so a page and its total agree. Readers can't fail to serialize.
  default_transaction_isolation: 'repeatable read',
  idle_in_transaction_session_timeout: '60000',
}

/**
 * A generic plan knows neither the tenant's size nor the time range: a filtered join cost three times the CPU with it,
 * while planning anew costs 0.1–0.2 ms. A prepared statement still saves parsing and analysis, so look-ups win too.
 */
export const serving = (timeoutMs: number): Settings => ({
  ...readOnly,
  plan_cache_mode: 'force_custom_plan',
  statement_timeout: String(timeoutMs),
})

/** Streams are read for as long as their reader takes; their own limit is set with each. */
export const streaming: Settings = {
  ...readOnly,
  plan_cache_mode: 'force_custom_plan',
  statement_timeout: '0',
}

/** For the catalog, DDL and loads: rare, and some take their time. */
export const owning: Settings = { ...canonical, statement_timeout: '600000' }

/** `url` with the settings added to what it asks for itself. */
export function connectionUrl(url: string, settings: Settings): string {
  const target = new URL(url)
  const ours = Object.entries(settings).map(
    ([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/g, String.raw`\$&`)}`,
  )
  const theirs = target.searchParams.get('options')
  target.searchParams.set('options', [...(theirs ? [theirs] : []), ...ours].join(' '))
  return target.toString()
}
