/** A number's style, read once from a chart's `format`. */
export interface Format {
  readonly options: Intl.NumberFormatOptions
  /** A unit that Intl doesn't know, written after the number. */
  readonly suffix: string
}

const CURRENCY = /^(?:currency[: ])?([A-Z]{3})$/i
/** Sums are exact with it; only a quotient's endless tail is cut. */
const PLAIN: Intl.NumberFormatOptions = { maximumFractionDigits: 6 }
const NAMED: Readonly<Record<string, Intl.NumberFormatOptions>> = {
  decimal: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  integer: { maximumFractionDigits: 0 },
  percent: { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 },
  compact: { notation: 'compact', maximumFractionDigits: 1 },
  currency: { style: 'currency', currency: 'USD' },
}

/** d3's notation, which many know: `$,.2f`, `,d`, `.1%`. Groups are always parted, as the reader's language does. */
const SPECIFIER = /^(\$?),?(?:\.(\d{1,2}))?([fds%])$/

/**
 * `integer`, `decimal`, `percent` (of 1), `compact`, or a currency's code (`USD`, `currency:EUR`).
 * Or d3's notation. Anything else is a unit that follows the number.
 */
export function parseFormat(format: string | null | undefined): Format {
  if (!format) return { options: PLAIN, suffix: '' }
  const named = NAMED[format.toLowerCase()]
  if (named) return { options: named, suffix: '' }
  const currency = CURRENCY.exec(format)?.[1]
  const specifier = SPECIFIER.exec(format)
  if (specifier) return { options: specified(specifier), suffix: '' }
  if (currency) return { options: { style: 'currency', currency: currency.toUpperCase() }, suffix: '' }
  return { options: PLAIN, suffix: `\u00a0${format}` }
}

function specified([, dollar, precision, type]: readonly string[]): Intl.NumberFormatOptions {
  const digits = type === 'd' ? 0 : precision === undefined ? undefined : Number(precision)
  return {
    ...(dollar ? { style: 'currency', currency: 'USD' } : type === '%' ? { style: 'percent' } : {}),
    ...(type === 's' ? { notation: 'compact' } : {}),
    ...(digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  }
}

/** Anything that is no number, as text. */
export function plainText(raw: unknown): string {
  if (raw === null || raw === undefined) return '—'
  if (typeof raw === 'boolean') return raw ? 'Yes' : 'No'
  return typeof raw === 'string' ? raw : JSON.stringify(raw)
}

const NUMERIC = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/

/** Whether a value of an answer is a number: a JSON number, or a decimal's string. */
export function isNumeric(raw: unknown): raw is number | string {
  return typeof raw === 'number' || (typeof raw === 'string' && NUMERIC.test(raw))
}

/** Writes numbers of an answer. Decimals stay strings up to Intl, which rounds in decimal: no float in between. */
export function numberWriter(format: Format, locale: string): (raw: unknown) => string {
  const exact = new Intl.NumberFormat(locale, format.options)
  return (raw) => {
    if (!isNumeric(raw)) return plainText(raw)
    return exact.format(raw as Intl.StringNumericLiteral) + format.suffix
  }
}

/** Writes an axis' ticks: the same style, but short. Ticks are positions, so floats are right here. */
export function tickWriter(format: Format, locale: string): (value: number) => string {
  const { minimumFractionDigits: _, ...options } = format.options
  const short = new Intl.NumberFormat(locale, {
    ...options,
    ...(options.style === 'percent' ? {} : { notation: 'compact' }),
    ...(options.style === 'currency' ? { currencyDisplay: 'narrowSymbol', minimumFractionDigits: 0 } : {}),
    maximumFractionDigits: 2,
  })
  return (value) => short.format(value)
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[-+]\d{2}(?::?\d{2})?)?)?$/

export function isTime(raw: unknown): raw is string {
  return typeof raw === 'string' && INSTANT.test(raw)
}

/**
 * The wall clock that a date or instant was printed with, as if it were UTC. The server cuts periods in the query's
 * time zone; reading its digits keeps 1 March on 1 March whatever zone the browser is in.
 */
export function wallClock(raw: string): Date {
  const clock = raw.slice(11).replace(/(?:Z|[-+][\d:]+)$/, '')
  return new Date(`${raw.slice(0, 10)}T${clock || '00:00'}Z`)
}

const DAY = 86_400_000

/** How far apart times usually are, in milliseconds; 0 for fewer than two. They are in order. */
export function usualStep(times: readonly Date[]): number {
  const steps = times.slice(1).map((time, i) => Math.abs(time.getTime() - (times[i]?.getTime() ?? 0)))
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
}

/** Writes a time by how far apart the points are: months as `March 2026`, days as `1 Mar 2026`, finer with the hour. */
export function timeWriter(step: number, locale: string): (time: Date) => string {
  const options: Intl.DateTimeFormatOptions =
    step >= 360 * DAY
      ? { year: 'numeric' }
      : step >= 27 * DAY
        ? { year: 'numeric', month: 'long' }
        : step >= DAY
          ? { year: 'numeric', month: 'short', day: 'numeric' }
          : { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }
  const written = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  return (time) => written.format(time)
}

/**
 * A cell's text: times by their day (and time, unless midnight), or by the month or year where they are that far
 * apart; numbers exact, everything else as it is.
 */
export function cellWriter(
  number: (raw: unknown) => string,
  locale: string,
  step = DAY,
): (raw: unknown) => string {
  const day = timeWriter(Math.max(step, DAY), locale)
  const minute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  return (raw) => {
    if (isTime(raw)) {
      const time = wallClock(raw)
      return time.getTime() % DAY === 0 ? day(time) : minute.format(time)
    }
    return number(raw)
  }
}

/** `averageOrder` → `Average order`, `customer.plan` → `Customer plan`, `orderMetrics.revenue` → `Revenue`. */
export function label(path: string): string {
  const words = path
    .replaceAll(/\w+Metrics\./g, '')
    .replaceAll('.', ' ')
    .replaceAll('_', ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}
