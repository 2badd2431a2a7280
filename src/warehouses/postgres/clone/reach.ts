import { authoredIn } from '../../../model/authored.ts'
import type { Models } from '../../../model/model.ts'
import type { FunctionPlan, Named, RelationPlan, TypePlan } from './blueprint.ts'

/** Something that others may name, with the texts in which it names others. */
interface Thing<Of extends Named = Named> {
  readonly of: Of
  readonly texts: readonly string[]
  readonly pulls: readonly Named[]
}

export interface Reached<Relation extends RelationPlan> {
  readonly relations: readonly Relation[]
  readonly functions: readonly FunctionPlan[]
  readonly types: readonly TypePlan[]
}

/**
 * What a proof needs of a database: what the models name, what the serving role may read, and what any of that names in
 * turn, in its query, its policies or its body. Names are sought as words: a word too many costs a table, one too few a
 * hole in the clone.
 */
export function reachable<Relation extends RelationPlan>(
  all: Reached<Relation>,
  models: Models,
  warehouse: string,
): Reached<Relation> {
  const children = Map.groupBy(
    all.relations.flatMap((relation) => relation.parents.map((parent) => ({ parent, relation }))),
    ({ parent }) => keyOf(parent),
  )
  const byKey = new Map(all.relations.map((relation) => [keyOf(relation), relation]))
  const things = [
    ...all.relations.map((relation) => ({
      of: relation,
      texts: textsOf(relation),
      pulls: [
        ...[...relation.parents, ...relation.references.map(({ to }) => to)].flatMap(
          (name) => byKey.get(keyOf(name)) ?? [],
        ),
        ...(children.get(keyOf(relation)) ?? []).map((child) => child.relation),
      ],
    })),
    ...all.functions.map((one) => ({ of: one, texts: [one.create], pulls: [] })),
    ...all.types.map((one) => ({ of: one, texts: [one.create], pulls: [] })),
  ]
  const seeds = all.relations.filter(({ served }) => served)
  const found = closure(things, seeds, authored(models, warehouse))
  return {
    relations: all.relations.filter((one) => found.has(one)),
    functions: all.functions.filter((one) => found.has(one)),
    types: all.types.filter((one) => found.has(one)),
  }
}

function closure(
  things: readonly Thing[],
  seeds: readonly Named[],
  texts: readonly string[],
): ReadonlySet<Named> {
  const byThing = new Map(things.map((thing) => [thing.of, thing]))
  const named = indexOf(things)
  const found = new Set<Named>()
  const waiting: Named[] = [...seeds]
  const say = (text: string) => waiting.push(...named(text))
  texts.forEach(say)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue
    found.add(next)
    const thing = byThing.get(next)
    thing?.texts.forEach(say)
    waiting.push(...(thing?.pulls ?? []))
  }
  return found
}

const WORD = /[\p{L}\p{N}_$]+/gu

/** What a text names: by words, and where a name is no word by the name as it stands. */
function indexOf(things: readonly Thing[]): (text: string) => readonly Named[] {
  const words = Map.groupBy(things, ({ of }) => of.name.toLowerCase())
  const phrases = things.filter(({ of }) => of.name.match(WORD)?.[0] !== of.name)
  return (text) => [
    ...[...new Set(text.toLowerCase().match(WORD))].flatMap((word) =>
      (words.get(word) ?? []).map(({ of }) => of),
    ),
    ...phrases.filter(({ of }) => text.includes(of.name)).map(({ of }) => of),
  ]
}

function textsOf(relation: RelationPlan): readonly string[] {
  return [
    relation.query ?? '',
    relation.partitionKey ?? '',
    ...relation.columns.flatMap(({ type, generated }) => [type, generated?.expression ?? '']),
    ...relation.policies.flatMap(({ using, check }) => [using ?? '', check ?? '']),
  ].filter((text) => text !== '')
}

/** All SQL that the models of one warehouse bring with them, the names of their tables included. */
function authored(models: Models, warehouse: string): readonly string[] {
  return [...models.byName.values()]
    .filter((model) => model.warehouse === warehouse)
    .flatMap(({ source, fields, rows }) => [
      source.is === 'table' ? source.name : source.text,
      ...[...fields.values()].flatMap(authoredIn).map(({ text }) => text),
      ...rows.map(({ where }) => where.text),
    ])
}

export function keyOf({ schema, name }: Named): string {
  return JSON.stringify([schema, name])
}
