import type { ValueName } from '../../../../src/model/values.ts'
import type { Choice } from './choice.ts'
import { number, ref, type Exp } from './expression.ts'
import { addConversions } from './conversions.ts'
import { addMeasures, addRatio } from './measures.ts'
import {
  dimensionsOf,
  enumName,
  enumWords,
  linksOf,
  type ColumnSpec,
  type LinkSpec,
  type ModelSpec,
} from './spec.ts'
import type { SqlType } from '../values/value.ts'

/**
 * A random small snowflake: shared places, dimensions that lead to one another and to themselves, facts with links to
 * them (two to the same, now and then), a fact whose tenant only its parent knows, and a model that links many to many.
 */
export function randomSchema(choice: Choice): readonly ModelSpec[] {
  const place = model('Place', { is: 'shared' }, [['code', 'text', 'ID']])
  const dimensions = ['Region', 'Team', 'Person', 'Club'].slice(0, choice.int(2, 4)).map((name) => {
    const composite = name !== 'Region' && choice.chance(25)
    return model(
      name,
      { is: 'column' },
      composite ? compositeKey : [[`${name.toLowerCase()}_id`, 'int', 'ID']],
    )
  })
  const sale = model('Sale', { is: 'column' }, [['sale_id', 'bigint', 'ID']])
  const line = model('SaleLine', { is: 'path', links: ['sale'] }, [
    ['sale_id', 'bigint', 'ID'],
    ['line', 'int', 'Int'],
  ])
  const visit = model('Visit', { is: 'column' }, [['visit_id', 'int', 'BigInt']])
  const balance = model('Balance', { is: 'column' }, [['account', 'int', 'Int']])
  addColumn(balance, 'on', 'Date', { name: 'on_day', type: 'date', nullable: false }, true)
  ;(balance.key as string[]).push('on_day')
  addColumn(balance, 'held', 'Decimal', { name: 'held', type: 'numeric', nullable: choice.chance(50) })
  const facts = [sale, line, ...(choice.chance(70) ? [visit] : []), ...(choice.chance(70) ? [balance] : [])]
  const membership = model('Membership', { is: 'path', links: ['sale'] }, [])
  const all = [place, ...dimensions, ...facts, membership]

  for (const one of all) addFields(choice, one, one.name === 'Place' ? 2 : choice.int(2, 5))
  for (const fact of [sale, visit]) {
    addTime(choice, fact, 'placedAt')
    addAmount(choice, fact)
  }
  dimensions.forEach((from, i) => {
    for (const to of choice.some(dimensions.slice(0, i), choice.int(0, 2)))
      link(choice, from, lower(to.name), to)
    if (choice.chance(40)) link(choice, from, 'parent', from)
    if (choice.chance(50)) link(choice, from, 'place', place)
  })
  link(choice, line, 'sale', sale, ['sale_id'])
  for (const fact of facts) {
    const targets = choice.some(dimensions, choice.int(1, 3))
    for (const to of targets) link(choice, fact, lower(to.name), to)
    const [twice] = targets
    if (twice && choice.chance(60)) link(choice, fact, `other${twice.name}`, twice)
    if (choice.chance(40)) link(choice, fact, 'place', place)
  }
  linkMembership(choice, membership, sale, choice.one(dimensions))
  addAlong(choice, all)
  for (const one of all) addExpressions(choice, one, all)
  for (const one of all) addMeasures(choice, one, all)
  for (const one of all) addConversions(choice, one, all)
  for (const one of all) addRatio(choice, one, all)
  return all
}

type KeyColumn = readonly [name: string, type: SqlType, field: ValueName]

const compositeKey: readonly KeyColumn[] = [
  ['code', 'text', 'String'],
  ['part', 'int', 'Int'],
]

function model(name: string, tenant: ModelSpec['tenant'], key: readonly KeyColumn[]): ModelSpec {
  const made: ModelSpec = {
    name,
    table: `world.${snake(name)}s`,
    key: key.map(([column]) => column),
    tenant,
    columns: [],
    fields: [],
  }
  for (const [column, type, field] of key) {
    const name = key.length === 1 ? 'id' : camel(column)
    addColumn(made, name, field, { name: column, type, nullable: false })
  }
  return made
}

function addColumn(
  of: ModelSpec,
  name: string,
  type: ValueName,
  column: ColumnSpec,
  time = false,
  zone?: string,
): void {
  of.columns.push(column)
  of.fields.push({
    is: 'dimension',
    name,
    type,
    ...(type === 'Enum' ? { enum: enumName } : {}),
    time,
    ...(zone ? { zone } : {}),
    required: !column.nullable,
    from: { is: 'column', column },
  })
}

const kinds: readonly (readonly [name: string, column: SqlType, type: ValueName, time?: boolean])[] = [
  ['label', 'text', 'String'],
  ['note', 'text', 'String'],
  ['mood', 'enum', 'Enum'],
  ['oldMood', 'text', 'Enum'],
  ['quantity', 'int', 'Int'],
  ['serial', 'bigint', 'BigInt'],
  ['price', 'numeric', 'Decimal'],
  ['weight', 'float8', 'Float'],
  ['active', 'boolean', 'Boolean'],
  ['dueOn', 'date', 'Date', true],
  ['bornOn', 'date', 'Date', false],
  ['seenAt', 'timestamptz', 'DateTime', true],
  ['writtenAt', 'timestamp', 'DateTime', true],
]

function addFields(choice: Choice, to: ModelSpec, count: number): void {
  for (const [name, type, field, time = false] of choice.some(kinds, count)) {
    const words = field === 'Enum' && type === 'text' ? { words: true as const } : {}
    // What a clock shows that nobody names is read as UTC's.
    const zone =
      type === 'timestamp' && choice.chance(70) ? choice.one(['Europe/Paris', 'America/New_York']) : undefined
    addColumn(to, name, field, { name: snake(name), type, nullable: choice.chance(75), ...words }, time, zone)
  }
}

function addTime(choice: Choice, to: ModelSpec, name: string): void {
  addColumn(
    to,
    name,
    'DateTime',
    { name: snake(name), type: 'timestamptz', nullable: choice.chance(40) },
    true,
  )
}

function addAmount(choice: Choice, to: ModelSpec): void {
  addColumn(to, 'amount', 'Decimal', { name: 'amount', type: 'numeric', nullable: choice.chance(50) })
}

/** A to-one link through columns of its own (or `reuse`), and often the to-many link back. */
function link(
  choice: Choice,
  from: ModelSpec,
  name: string,
  to: ModelSpec,
  reuse: readonly string[] = [],
): void {
  const on = to.key.map((there, i) => {
    const here = reuse[i] ?? `${snake(name)}_${there}`
    const type = to.columns.find((column) => column.name === there)?.type ?? 'text'
    const known = from.columns.findIndex((column) => column.name === here)
    const column: ColumnSpec = {
      name: here,
      type,
      nullable: known < 0,
      refers: { model: to.name, column: there, link: name },
    }
    if (known < 0) from.columns.push(column)
    else from.columns[known] = column
    return { here, there }
  })
  from.fields.push({ is: 'link', name, to: to.name, many: false, on })
  if (choice.chance(75)) {
    const back: LinkSpec = {
      is: 'link',
      name: `${name}${from.name}s`,
      to: from.name,
      many: true,
      on: on.map(({ here, there }) => ({ here: there, there: here })),
    }
    to.fields.push(back)
  }
}

/** Many to many: its key are the keys of both sides. */
function linkMembership(choice: Choice, of: ModelSpec, sale: ModelSpec, other: ModelSpec): void {
  link(choice, of, 'sale', sale)
  link(choice, of, 'member', other)
  const columns = of.columns.filter(({ refers }) => refers)
  for (const column of columns) {
    of.columns[of.columns.indexOf(column)] = { ...column, nullable: false }
    ;(of.key as string[]).push(column.name)
    of.fields.push({
      is: 'dimension',
      name: camel(column.name),
      type: column.type === 'text' ? 'String' : column.type === 'bigint' ? 'BigInt' : 'Int',
      time: false,
      required: true,
      from: { is: 'column', column: { ...column, nullable: false } },
    })
  }
}

/** Links over two steps: the rows whose parent's parent this is. */
function addAlong(choice: Choice, all: readonly ModelSpec[]): void {
  for (const target of all) {
    for (const first of linksOf(target, false)) {
      const middle = all.find(({ name }) => name === first.to)
      const [second] = middle ? choice.some(linksOf(middle, false), 1) : []
      if (!second || choice.chance(50)) continue
      const end = all.find(({ name }) => name === second.to)
      const name = `far${target.name}s`
      if (!end || end.fields.some((field) => field.name === name)) continue
      end.fields.push({
        is: 'link',
        name,
        to: target.name,
        many: true,
        on: [],
        along: [first.name, second.name],
      })
    }
  }
}

function addExpressions(choice: Choice, of: ModelSpec, all: readonly ModelSpec[]): void {
  if (choice.chance(40)) {
    of.fields.push({
      is: 'dimension',
      name: 'special',
      type: 'Boolean',
      time: false,
      required: false,
      from: { is: 'sql', exp: randomCondition(choice, of, all) },
    })
  }
  const numeric = dimensionsOf(of).find(({ type, name }) => type === 'Decimal' && name !== 'id')
  if (numeric && choice.chance(50)) {
    const scaled: Exp = { is: 'arithmetic', op: '*', left: ref(numeric.name), right: number('1.5') }
    const exp: Exp = choice.chance(50) ? { is: 'coalesce', of: scaled, or: number('0.25') } : scaled
    of.fields.push({
      is: 'dimension',
      name: 'scaled',
      type: 'Decimal',
      time: false,
      required: false,
      from: { is: 'sql', exp },
    })
  }
}

/** A condition of the author's on a row of `of`, also along its to-one links. */
export function randomCondition(choice: Choice, of: ModelSpec, all: readonly ModelSpec[], depth = 1): Exp {
  const path: string[] = []
  let at = of
  const [step] = choice.chance(30) ? choice.some(linksOf(of, false), 1) : []
  if (step) {
    path.push(step.name)
    at = all.find(({ name }) => name === step.to) ?? of
  }
  const dimensions = dimensionsOf(at).filter(
    ({ type, from }) => from.is === 'column' && type !== 'DateTime' && type !== 'Date',
  )
  const dimension = choice.one(dimensions)
  const left = ref(...path, dimension.name)
  const simple = comparison(
    choice,
    left,
    dimension.type,
    dimension.from.is === 'column' ? dimension.from.column.type : 'text',
  )
  if (depth === 0 || choice.chance(70)) return simple
  return {
    is: choice.one(['and', 'or'] as const),
    left: simple,
    right: randomCondition(choice, of, all, depth - 1),
  }
}

function comparison(choice: Choice, left: Exp, type: ValueName, column: SqlType): Exp {
  if (choice.chance(15)) return { is: 'null', of: left }
  if (type === 'Boolean') return left
  const numeric = column !== 'text' && column !== 'enum'
  if (numeric)
    return {
      is: 'compare',
      op: choice.one(['=', '<>', '<', '>='] as const),
      left,
      right: number(choice.one(['0', '2', '10'])),
    }
  const text = type === 'Enum' ? choice.one(enumWords) : choice.one(['a', "b'c", 'X'])
  return { is: 'compare', op: choice.one(['=', '<>'] as const), left, right: { is: 'text', text } }
}

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)
const snake = (name: string) => name.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase()
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
