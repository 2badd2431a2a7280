import type { z } from 'zod'
import type { Fault } from '../../base/fault.ts'
import { nearest } from '../../model/nearest.ts'

type Told = Pick<Fault, 'what' | 'expected' | 'cure'>

interface Definition {
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly valueType?: z.ZodType
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
}

/** A zod issue as faults, each with the path of what it is about (whose key is to be shown, for an unknown one). */
export function tellIssue(
  schema: z.ZodType,
  issue: z.core.$ZodIssue,
): (Told & { readonly path: readonly PropertyKey[]; readonly key: boolean })[] {
  const { path } = issue
  const where = path.map(String).join('.') || 'sluice.yaml'
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path)
    return issue.keys.map((key) => ({ ...unknownKey(key, known), path: [...path, key], key: true }))
  }
  if (issue.code === 'invalid_key') {
    return [
      {
        ...wrong(`\`${where}\` is no good name`, issue.issues[0]?.message ?? issue.message),
        path,
        key: true,
      },
    ]
  }
  if (issue.code === 'invalid_type' && issue.input === undefined && isMissing(issue)) {
    return [{ ...missing(where, issue.expected), path, key: false }]
  }
  if (issue.code === 'invalid_value') {
    return [
      { ...wrong(`\`${where}\` has a value that is not known`, issue.values.join(' or ')), path, key: false },
    ]
  }
  if (issue.code === 'invalid_union') {
    return [{ ...wrong(`\`${where}\` is not what it should be`, 'true or false'), path, key: false }]
  }
  if (issue.code === 'custom' && issue.params)
    return [{ ...ownWords(issue.params, issue.message), path, key: false }]
  return [{ ...wrong(`\`${where}\` is not what it should be`, expectation(issue)), path, key: false }]
}

/** What a check of the schema's own says: `what` and `cure`; its message is what was expected. */
function ownWords({ what, cure }: Readonly<Record<string, unknown>>, expected: string): Told {
  return { what: String(what), expected, cure: String(cure) }
}

function unknownKey(key: string, known: readonly string[]): Told {
  const near = nearest(key, known)
  return {
    what: `Unknown key \`${key}\``,
    expected: known.length > 0 ? `one of ${known.join(', ')}` : 'no such key',
    cure: near ? `Did you mean \`${near}\`?` : 'Remove it, or correct its name',
  }
}

function missing(where: string, expected: string): Told {
  return { what: `\`${where}\` is missing`, expected: article(expected), cure: 'Add it' }
}

function wrong(what: string, expected: string): Told {
  return { what, expected, cure: 'Correct the value' }
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.message.endsWith(' received undefined')
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return article(issue.expected)
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    return issue.message.replace(/^Too (small|big): expected \w+ to be /, 'a value ')
  }
  return issue.message
}

const WORDS: Readonly<Record<string, string>> = {
  object: 'a section with keys of its own',
  record: 'a section with keys of its own',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  boolean: 'true or false',
}

function article(expected: string): string {
  return WORDS[expected] ?? expected
}

/** The keys that the schema has at a path; none where it takes any. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const { shape, valueType, element, innerType } = schema.def as unknown as Definition
  if (innerType) return keysAt(innerType, path)
  const [step, ...rest] = path
  if (step === undefined) return Object.keys(shape ?? {})
  const inner = shape?.[String(step)] ?? valueType ?? element
  return inner ? keysAt(inner, rest) : []
}
