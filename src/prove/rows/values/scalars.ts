import { bits, addresses, bytes, hardware, networks, uuids } from './marks.ts'
import { numberOf, type Maker, type Spot } from './maker.ts'
import { decimals, numbers } from './numbers.ts'
import { texts } from './texts.ts'
import { clocks, dates, instants, intervals } from './times.ts'

/** Texts of a form: `at` is a number of the row's own. */
function shaped(form: (at: number, spot: Spot) => string): Maker {
  return { span: 50, make: (n, spot) => form(numberOf(n, spot), spot) }
}

const word = (at: number, { canary, unique }: Spot) => `${unique === 'own' ? 'key' : canary}${at}`

/** How values of PostgreSQL's types, and of the extensions that come with it, are made; by the name in `pg_type`. */
export const scalars: Readonly<Record<string, Maker>> = {
  text: texts,
  varchar: texts,
  bpchar: texts,
  citext: texts,
  name: texts,
  char: { span: 26, make: (n) => String.fromCodePoint(97 + (n % 26)) },
  int2: numbers(4),
  int4: numbers(9),
  int8: numbers(18),
  oid: numbers(9),
  float4: numbers(6),
  float8: numbers(15),
  money: numbers(15),
  numeric: decimals,
  bool: { span: 2, make: (n) => (n % 2 === 0 ? 'false' : 'true') },
  date: dates,
  timestamp: instants,
  timestamptz: instants,
  time: clocks,
  timetz: clocks,
  interval: intervals,
  uuid: uuids,
  bytea: bytes,
  inet: addresses,
  cidr: networks,
  macaddr: hardware(6),
  macaddr8: hardware(8),
  bit: bits,
  varbit: bits,
  xml: shaped((at, spot) => `<row>${word(at, spot)}</row>`),
  point: shaped((at) => `(${at},1)`),
  line: shaped((at) => `{1,1,${at}}`),
  lseg: shaped((at) => `[(0,0),(${at},1)]`),
  box: shaped((at) => `(${at},${at}),(0,0)`),
  path: shaped((at) => `[(0,0),(${at},1)]`),
  polygon: shaped((at) => `((0,0),(${at},1),(1,${at}))`),
  circle: shaped((at) => `<(0,0),${at}>`),
  tsvector: shaped((at, spot) => word(at, spot)),
  tsquery: shaped((at, spot) => word(at, spot)),
  jsonpath: shaped((at, spot) => `$.${word(at, spot)}`),
  pg_lsn: shaped((at) => `0/${at.toString(16)}`),
  hstore: shaped((at, spot) => `"word"=>"${word(at, spot)}"`),
  ltree: shaped((at, spot) => `top.${word(at, spot)}`),
  cube: shaped((at) => `(${at})`),
  seg: shaped((at) => String(at)),
}
