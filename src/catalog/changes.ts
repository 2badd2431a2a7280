import {
  buildSchema,
  DangerousChangeType,
  findBreakingChanges,
  findDangerousChanges,
  GraphQLError,
  isInputObjectType,
  isObjectType,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  Source,
  visit,
  type InputValueDefinitionNode,
  type GraphQLSchema,
} from 'graphql'
import type { Fault, Place } from '../base/fault.ts'
import { printRestrictions, readRestrictions, restrictionKinds, type Restriction } from './restrictions.ts'

/**
 * The API as the text that a project commits: sorted, so that a change is a change of the lines that it concerns. What
 * Sluice itself says of arguments stays away: it is the same everywhere, and more than all the rest.
 */
export function printApi(schema: GraphQLSchema, restrictions: readonly Restriction[] = []): string {
  const document = parse(printSchema(lexicographicSortSchema(schema)))
  const short = visit(document, {
    FieldDefinition: (node) => ({ ...node, arguments: node.arguments?.map(undescribed) }),
  })
  return `${HEAD}${print(short)}\n${printRestrictions(restrictions)}`
}

function undescribed(argument: InputValueDefinitionNode): InputValueDefinitionNode {
  const { description: _, ...rest } = argument
  return rest
}

const HEAD = `# The API of this project for all roles together, as apps may rely on it. Written by \`sluice schema --write\`; \`sluice check\`
# tells which changes of the model would break those who use it.

`

/**
 * What apps that rely on the API as committed would notice, a fault a change: an error where their requests would break,
 * a warning where they would be answered otherwise. Nobody notices an argument or a field that they needn't give.
 */
export function changesOf(
  file: string,
  committed: string,
  schema: GraphQLSchema,
  restrictions: readonly Restriction[] = [],
): readonly Fault[] {
  let before: GraphQLSchema
  try {
    before = buildSchema(new Source(committed, file))
  } catch (error) {
    return [unreadable(file, error)]
  }
  const broken = findBreakingChanges(before, schema)
    .filter(({ description }) => !description.startsWith('Standard scalar')) // what used it is told itself
    .map(({ description }) => breaking(description, placeOf(before, file, description)))
  const noticed = findDangerousChanges(before, schema)
    .filter(({ type }) => !unnoticed.has(type))
    .map(({ description }) => dangerous(description, placeOf(before, file, description)))
  const kept = restrictions.flatMap((one) => {
    const at = placeOf(before, file, one.on)
    const had = readRestrictions(committed).find(({ on, is }) => on === one.on && is === one.is)
    if (had?.says === one.says) return []
    const { breaks } = restrictionKinds[one.is]
    return [!had && breaks ? restricting(one, at) : dangerous(`${one.on} is now ${one.is} ${one.says}`, at)]
  })
  const found = [...broken, ...noticed, ...kept]
  const same = committed.trim() === printApi(schema, restrictions).trim()
  return found.length === 0 && !same ? [behind(file)] : found
}

const unnoticed: ReadonlySet<string> = new Set([
  DangerousChangeType.OPTIONAL_INPUT_FIELD_ADDED,
  DangerousChangeType.OPTIONAL_ARG_ADDED,
])

function breaking(description: string, at: Place): Fault {
  return {
    what: `Breaks apps that use the API: ${sentence(description)}`,
    at,
    expected: 'what is committed to go on working',
    cure: 'Keep it and say @deprecated(reason: "…") until nobody asks for it; to break it now, `sluice schema --write`',
  }
}

function restricting({ on, is, says }: Restriction, at: Place): Fault {
  return {
    what: `Breaks apps that use the API without being cleared: ${on} is now ${is} ${says}`,
    at,
    expected: 'what is committed to go on working',
    cure: 'Give their roles in "clear", or tell them; to break it now, `sluice schema --write`',
  }
}

function dangerous(description: string, at: Place): Fault {
  return {
    what: `Apps that use the API may not expect this: ${sentence(description)}`,
    at,
    expected: 'what is committed',
    cure: 'If it is meant, `sluice schema --write`',
    severity: 'warning',
  }
}

function behind(file: string): Fault {
  return {
    what: `${file} is behind the API: nothing breaks, but what is new isn't held against later changes`,
    at: { file, line: 1, column: 1 },
    expected: 'the API as it is',
    cure: '`sluice schema --write`',
    severity: 'warning',
  }
}

function unreadable(file: string, error: unknown): Fault {
  const { message, locations } = error instanceof GraphQLError ? error : new GraphQLError('It is no schema')
  const { line, column } = locations?.[0] ?? { line: 1, column: 1 }
  return {
    what: `The committed API cannot be read: ${sentence(message)}`,
    at: { file, line, column },
    expected: 'what `sluice schema` prints',
    cure: 'Bring it back from version control, or write it anew with `sluice schema --write`',
  }
}

function sentence(text: string): string {
  return text.replace(/\.$/, '')
}

/** graphql-js tells a change in words: the first that names a type, or a type's field, says where it stood. */
function placeOf(before: GraphQLSchema, file: string, description: string): Place {
  const names = description.match(/\w+(?:\.\w+)?/g) ?? []
  const nodes = names.map((name) => nodeOf(before, name))
  const start = nodes.find((node) => node?.loc)?.name.loc?.startToken
  return { file, line: start?.line ?? 1, column: start?.column ?? 1 }
}

function nodeOf(before: GraphQLSchema, name: string) {
  const [typeName = '', field = ''] = name.split('.')
  const type = before.getType(typeName)
  const fields = isObjectType(type) || isInputObjectType(type) ? type.getFields() : {}
  return fields[field]?.astNode ?? type?.astNode
}
