import {
  FieldsOnCorrectTypeRule,
  getNamedType,
  GraphQLError,
  isObjectType,
  specifiedRules,
  type GraphQLObjectType,
  type ValidationRule,
} from 'graphql'
import { nearest } from '../../model/nearest.ts'

/** GraphQL's own rules; but of a field that isn't there, ours says what is. */
export const syncRules: readonly ValidationRule[] = [
  ...specifiedRules.filter((rule) => rule !== FieldsOnCorrectTypeRule),
  (context) => ({
    Field(node) {
      const type = context.getParentType()
      if (!isObjectType(type) || context.getFieldDef()) return
      const name = node.name.value
      const expected = `one of ${Object.keys(type.getFields()).join(', ')}`
      const extensions = { expected, cure: cureFor(name, type) }
      context.reportError(
        new GraphQLError(`"${type.name}" has no field "${name}"`, { nodes: node, extensions }),
      )
    },
  }),
]

/** A measure stands a step further in, and so does what a link leads to; else the name was meant to be another. */
function cureFor(name: string, type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields())
  const inner = fields.find((field) => {
    const to = getNamedType(field.type)
    return isObjectType(to) && name in to.getFields()
  })
  if (inner) return `Write \`${inner.name} { ${name} }\``
  const meant = nearest(
    name,
    fields.map((field) => field.name),
  )
  return meant === undefined
    ? 'Select one of these, or add the field to the model'
    : `Did you mean \`${meant}\`?`
}
