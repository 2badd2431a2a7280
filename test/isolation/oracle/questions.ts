import {
  getNamedType,
  isCompositeType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql'
import type { Asker } from './requests.ts'

type Field = GraphQLField<unknown, unknown>

/** Questions for measures that mean something: what goes together only in certain ways is made to go together. */
export function questions(asker: Asker, root: GraphQLObjectType): string {
  const fields = Object.values(root.getFields()).filter((field) => rowsOf(field) !== undefined)
  // Several models at once are one field among many, and have the most to them.
  const across = fields.filter(({ name }) => name === 'metrics')
  const count = asker.among([1, 1, 1, 2])
  const asked = Array.from({ length: count }, () =>
    question(asker, asker.among(asker.chance(25) ? across : fields)),
  )
  return `{ ${asked.join(' ')} }`
}

function question(asker: Asker, field: Field): string {
  const rows = rowsOf(field)
  if (!rows) throw new TypeError(`${field.name} has rows`)
  const all = Object.values(rows.getFields())
  const times = all.filter((one) => takes(one, 'by'))
  const time = times.length > 0 && asker.chance(65) ? asker.among(times) : undefined
  const labels: string[] = time ? [time.name] : []
  const grouped = [
    ...(time
      ? [`${asker.named(time.name)}(by: ${asker.among(['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'])})`]
      : []),
    ...(asker.chance(60) ? [grouping(asker, sharedBy(asker, all), [], labels, 2)] : []),
  ]
  const place: Place = { asker, timed: time !== undefined, labels }
  const measured = some(asker, all.filter(isMeasure), asker.among([1, 2, 3])).map((one) =>
    measure(place, one),
  )
  const models = some(asker, modelsOf(all, time !== undefined), asker.among([1, 1, 2])).map((one) =>
    modelMeasures(place, one),
  )
  const parts = [
    `rows { ${[...grouped, ...measured, ...models, ...(asker.chance(30) ? ['_others'] : [])].join(' ')} }`,
    ...(asker.chance(30) ? [totals(asker, field)] : []),
    ...(asker.chance(30) ? ['meta { asOf fresh overlapping }'] : []),
  ]
  return `${asker.named(field.name)}${argumentsOf(asker, field, time !== undefined, parts.join())} { ${parts.join(' ')} }`
}

interface Place {
  readonly asker: Asker
  readonly timed: boolean
  readonly labels: readonly string[]
}

/** Models with a time of their own, where the question is grouped by time. */
function modelsOf(all: readonly Field[], timed: boolean): readonly Field[] {
  return all.filter((one) => isModel(one) && (!timed || takes(one, 'time')))
}

/** Several models share what few lead to: mostly that is grouped by. */
function sharedBy(asker: Asker, all: readonly Field[]): readonly Field[] {
  const customers = all.filter(({ name }) => name === 'customer')
  return all.some(isModel) && asker.chance(85) ? customers : all
}

function argumentsOf(asker: Asker, field: Field, timed: boolean, asked: string): string {
  const percent: Readonly<Record<string, number>> = {
    where: 25,
    having: 15,
    orderBy: 10,
    limit: 30,
    offset: 15,
    timezone: 25,
    weekStart: 25,
    yearStart: 25,
  }
  const given = field.args
    .filter(({ name }) => asker.chance(percent[name] ?? 0))
    .map(({ name, type }) => `${name}: ${asker.input(name, type, 2)}`)
  // Groups that overlap have no rest.
  if (!asked.includes('each: true') && asker.chance(30)) given.push('others: true')
  if (timed && asker.chance(35)) given.push('fill: true')
  return given.length > 0 ? `(${given.join(', ')})` : ''
}

/** Dimensions below `all`, with the paths that they are named by. */
function grouping(
  asker: Asker,
  all: readonly Field[],
  path: readonly string[],
  labels: string[],
  depth: number,
): string {
  const plain = all.filter((one) => isPlain(one))
  const groups = all.filter((one) => isGroup(one))
  if (groups.length > 0 && depth > 0 && (plain.length === 0 || asker.chance(45))) {
    const group = asker.among(groups)
    const type = getNamedType(group.type) as GraphQLObjectType
    const inner = grouping(asker, Object.values(type.getFields()), [...path, group.name], labels, depth - 1)
    return `${asker.named(group.name)}${takes(group, 'each') ? '(each: true)' : ''} { ${inner} }`
  }
  if (plain.length === 0) return asker.named('__typename')
  const field = asker.among(plain)
  labels.push([...path, field.name].join('.'))
  return asker.named(field.name)
}

function measure({ asker, timed, labels }: Place, field: Field): string {
  const given: string[] = []
  const has = (name: string) => takes(field, name)
  const where = field.args.find(({ name }) => name === 'where')
  if (where && asker.chance(25)) given.push(`where: ${asker.input('where', where.type, 2)}`)
  if (timed && has('shift') && asker.chance(30))
    given.push(`shift: "${asker.among(['-P1M', '-P1Y', 'P7D', '-P1W', 'P1M'])}"`)
  const places = [
    ...(has('share') ? ['share: TOTAL'] : []),
    ...(has('rank') ? [`rank: ${asker.among(['ASC', 'DESC'])}`] : []),
    ...(has('running') && timed ? ['running: true'] : []),
  ]
  const place = places.length > 0 && asker.chance(55) ? asker.among(places) : undefined
  if (place) given.push(place)
  const whole = (place !== undefined && place !== 'running: true') || has('of')
  if (whole && labels.length > 0 && asker.chance(50)) given.push(`within: ["${asker.among(labels)}"]`)
  return `${asker.named(field.name)}${given.length > 0 ? `(${given.join(', ')})` : ''}`
}

/** In `metrics`: those of one model. */
function modelMeasures(place: Place, field: Field): string {
  const { asker } = place
  const type = getNamedType(field.type) as GraphQLObjectType
  const inner = some(asker, Object.values(type.getFields()), asker.among([1, 2, 3])).map((one) =>
    measure(place, one),
  )
  const where = field.args.find(({ name }) => name === 'where')
  const time = field.args.find(({ name }) => name === 'time')
  const given = [
    ...(where && asker.chance(15) ? [`where: ${asker.input('where', where.type, 2)}`] : []),
    ...(time && asker.chance(20) ? [`time: ${asker.input('time', time.type, 0)}`] : []),
    ...(asker.chance(10)
      ? [`via: ["${asker.among(['customer', 'order', 'order.customer', 'referrer'])}"]`]
      : []),
  ]
  return `${asker.named(field.name)}${given.length > 0 ? `(${given.join(', ')})` : ''} { ${inner.join(' ')} }`
}

function totals(asker: Asker, field: Field): string {
  const answer = getNamedType(field.type) as GraphQLObjectType
  const type = getNamedType(answer.getFields()['totals']?.type ?? answer) as GraphQLObjectType
  const all = Object.values(type.getFields())
  const place: Place = { asker, timed: false, labels: [] }
  const inner = some(asker, all, 2).map((one) =>
    isModel(one) ? modelMeasures(place, one) : measure(place, one),
  )
  return `totals { ${inner.join(' ')} }`
}

/** The type of a field's `rows`, where it has them and takes a `where`: so do questions for measures at the root. */
function rowsOf(field: Field): GraphQLObjectType | undefined {
  const type = getNamedType(field.type)
  const rows = isObjectType(type) ? type.getFields()['rows'] : undefined
  const of = rows && getNamedType(rows.type)
  return isObjectType(of) ? of : undefined
}

function takes({ args }: Field, name: string): boolean {
  return args.some((one) => one.name === name)
}

function isMeasure(field: Field): boolean {
  return takes(field, 'where') && !isCompositeType(getNamedType(field.type))
}

function isModel(field: Field): boolean {
  return takes(field, 'where') && isCompositeType(getNamedType(field.type))
}

function isGroup(field: Field): boolean {
  return !takes(field, 'where') && isCompositeType(getNamedType(field.type))
}

function isPlain(field: Field): boolean {
  return field.name !== '_others' && field.args.length === 0 && !isCompositeType(getNamedType(field.type))
}

function some<T>(asker: Asker, of: readonly T[], count: number): readonly T[] {
  return of.length === 0 ? [] : [...new Set(Array.from({ length: count }, () => asker.among(of)))]
}
