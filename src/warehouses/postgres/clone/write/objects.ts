import { quoted } from '../../guard/name.ts'
import type { Blueprint } from '../blueprint.ts'
import { grantsOn, type Names } from './names.ts'
import { guardStep, nameOf, relationStep, restStep } from './relations.ts'
import type { Step } from './step.ts'

/** Every object of the blueprint, in the order that most often does: then few are tried twice. */
export function objectSteps(blueprint: Blueprint, names: Names): readonly Step[] {
  const { schemas, extensions, collations, types, functions, relations } = blueprint
  return [
    ...schemas.map(({ name }) => ({
      what: `schema ${quoted(name)}`,
      sql: [`create schema if not exists ${quoted(name)}`],
    })),
    // What needs one that this server hasn't got is told by itself.
    ...extensions.map(({ name, schema }) => ({
      what: `extension ${quoted(name)}`,
      sql: [
        `create schema if not exists ${quoted(schema)}`,
        `create extension if not exists ${quoted(name)} schema ${quoted(schema)} cascade`,
      ],
      optional: true as const,
    })),
    ...collations.map((collation) => ({
      what: `collation ${nameOf(collation)}`,
      sql: [collation.create],
      optional: true as const,
    })),
    ...types.map((type) => ({
      what: `type ${nameOf(type)}`,
      sql: [type.create, `alter type ${nameOf(type)} owner to ${names.role(type.owner)}`],
    })),
    ...functions.map((one) => ({
      what: `function ${one.signature}`,
      sql: [
        names.sql(one.create),
        `alter routine ${one.signature} owner to ${names.role(one.owner)}`,
        ...grantsOn(`routine ${one.signature}`, one.owner, one.grants, names),
      ],
    })),
    ...relations.map((relation) => relationStep(relation, names)),
    ...relations.flatMap((relation) => guardStep(relation, names) ?? []),
    ...relations.flatMap((relation) => restStep(relation, names) ?? []),
    // Last: until then everything is made by the superuser, wherever it may.
    ...schemas.map(({ name, owner, grants }) => ({
      what: `the privileges on schema ${quoted(name)}`,
      sql: [
        `alter schema ${quoted(name)} owner to ${names.role(owner)}`,
        ...grantsOn(`schema ${quoted(name)}`, owner, grants, names),
      ],
    })),
  ]
}
