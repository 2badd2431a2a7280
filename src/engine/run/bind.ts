import { invariant, never, SluiceError } from '../../base/errors.ts'
import type { Pads } from '../../base/pads.ts'
import type { Param } from '../../sql/fragment.ts'
import type { Scope } from '../../tenant/scope.ts'
import type { BoundValue } from '../../warehouses/contract.ts'
import type { Binding } from '../contract.ts'
import type { Operand } from '../query.ts'
import { FARTHEST_SHIFT, MOST_GROUPS, type Source } from '../source.ts'
import type { CursorSeal, CursorValues } from './cursor.ts'

/** The most rows that one page has. */
export const MOST_ROWS = 1000

/** What the parameters of one run are read from. */
export interface Values {
  readonly scope: Scope
  readonly binding: Binding
  readonly seal: CursorSeal
  readonly pads: (tenant: string, purpose: string) => Pads
  /** Unguessable, new for each run. */
  readonly nonce: string
  /** What a look-up looks up. */
  readonly keys?: readonly string[]
}

/** The values of a statement's parameters, as text, in order. */
export function bind(params: readonly Param[], values: Values): readonly BoundValue[] {
  const opened = new Map<Operand, CursorValues>()
  return params.map((param) => valueOf(param.source as Source, values, opened))
}

function valueOf(source: Source, values: Values, opened: Map<Operand, CursorValues>): BoundValue {
  switch (source.is) {
    case 'tenant':
      invariant(values.scope.kind === 'tenant', 'a plan for one tenant runs in a tenant scope')
      return values.scope.tenant
    case 'claim':
      invariant(values.scope.kind === 'tenant', 'row rules are for callers')
      return claimText(values.scope.principal.claims, source)
    case 'pad':
      invariant(values.scope.kind === 'tenant', 'masks are for callers')
      return byteaText(values.pads(values.scope.tenant, source.purpose)[source.side])
    case 'operand':
      return textOf(read(source.operand, values.binding))
    case 'shift':
      return shiftOf(read(source.operand, values.binding))
    case 'size':
      return String(sizeOf(read(source.operand, values.binding)) + source.more)
    case 'limit':
      return String(countOf('limit', read(source.operand, values.binding), MOST_GROUPS))
    case 'offset':
      return String(countOf('offset', read(source.operand, values.binding), Number.MAX_SAFE_INTEGER))
    case 'literal':
      return source.text
    case 'now':
    case 'today':
      return timeText(source, values.binding)
    case 'cursor': {
      const known = opened.get(source.operand) ?? openCursor(source, values)
      opened.set(source.operand, known)
      return known[source.index] ?? null
    }
    case 'keys':
      return values.keys ?? []
    case 'nonce':
      return values.nonce
    default:
      return never(source)
  }
}

function read(operand: Operand, binding: Binding): unknown {
  switch (operand.is) {
    case 'constant':
      return operand.value
    case 'variable':
      return operand.path.reduce<unknown>(
        (at, key) => (at === null || at === undefined ? at : (at as Record<string | number, unknown>)[key]),
        binding.variables,
      )
    case 'list':
      return operand.of.map((one) => read(one, binding))
    default:
      return never(operand)
  }
}

// Scalars were made canonical when they were coerced; what is left are text, numbers and booleans.
function textOf(value: unknown): BoundValue {
  if (Array.isArray(value)) return value.map((one) => scalarText(one))
  return scalarText(value)
}

function scalarText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  invariant(isScalar(value), 'a bound value is a scalar')
  return String(value)
}

/** What PostgreSQL would read as a list where one may stand: `{a,b}`, `[0:1]={a,b}`. */
const likeList = /^\s*(?:\{|\[[^=]*=)/

// A claim that is no text, number, switch or list of these says nothing: as one that the token hasn't. Nor does a list
// with such a member: without it, "none of these" would hold for more rows. Nor a text that might pass for a list.
function claimText(claims: Readonly<Record<string, unknown>>, { name, many }: Claim): BoundValue {
  const value = Object.hasOwn(claims, name) ? claims[name] : null
  if (Array.isArray(value)) return value.every(isPlain) ? value.map(String) : null
  if (!isPlain(value)) return null
  const text = String(value)
  if (many) return [text]
  return likeList.test(text) ? null : text
}

type Claim = Extract<Source, { is: 'claim' }>

function isPlain(value: unknown): value is string | number | bigint | boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  return isScalar(value) && (typeof value !== 'number' || Number.isFinite(value))
}

function byteaText(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`
}

function isScalar(value: unknown): value is string | number | bigint | boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
}

function sizeOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MOST_ROWS) {
    throw new SluiceError('INVALID_VALUE', {
      what: `A page of ${JSON.stringify(value)} rows was asked for`,
      expected: `an integer from 0 to ${MOST_ROWS}`,
      cure: 'Ask for a smaller page, and for the next one with "after: endCursor"',
    })
  }
  return value
}

const DAYS = { Y: 366, M: 31, D: 1 } as const

/** A canonical duration. What it has of hours and less comes to a century at most. */
function shiftOf(value: unknown): string | null {
  const text = scalarText(value)
  const [date = ''] = text?.split('T') ?? []
  let days = 0
  for (const [, count, unit] of date.matchAll(/(\d+)([YMD])/g)) days += Number(count) * DAYS[unit as 'Y']
  if (days <= FARTHEST_SHIFT * DAYS.Y) return text
  throw new SluiceError('INVALID_VALUE', {
    what: `A "shift" of ${JSON.stringify(value)} was asked for`,
    expected: `at most ${FARTHEST_SHIFT} years, back or forth`,
  })
}

function countOf(name: 'limit' | 'offset', value: unknown, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) return value
  throw new SluiceError('INVALID_VALUE', {
    what: `${name === 'limit' ? 'A "limit"' : 'An "offset"'} of ${JSON.stringify(value)} groups was asked for`,
    expected: name === 'limit' ? `an integer from 0 to ${most}` : 'an integer, 0 or more',
    ...(name === 'limit' ? { cure: 'Ask for fewer groups, and for the next ones with "offset"' } : {}),
  })
}

/** The instant; or the date that the zone's calendar shows, for `now` the one after it. */
function timeText(
  { is, type, zone }: Extract<Source, { is: 'now' | 'today' }>,
  { now, ...binding }: Binding,
): string {
  if (type === 'DateTime') return now.toISOString()
  const timeZone = zone ? textOf(read(zone, { now, ...binding })) : 'UTC'
  invariant(typeof timeZone === 'string', 'a zone is a text')
  // Swedish dates are ISO 8601's.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now)
  if (is === 'today') return today
  return new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

function openCursor(
  source: Extract<Source, { is: 'cursor' }>,
  { scope, binding, seal }: Values,
): CursorValues {
  invariant(scope.kind === 'tenant', 'only a tenant turns pages')
  return seal.open(scope.tenant, source.purpose, source.count, read(source.operand, binding))
}
