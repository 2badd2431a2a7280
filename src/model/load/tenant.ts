import { Kind } from 'graphql'
import type { TenantKey } from '../model.ts'
import { nearest } from '../nearest.ts'
import { splitName } from '../parse/name.ts'
import { fault, listed, type Draft, type Loading, type Text } from './loading.ts'

/** The tenant key: shared, a column, or a path along to-one links. After a fault it is a column that no table has. */
export function readTenantKey(loading: Loading, draft: Draft): TenantKey {
  const nowhere: TenantKey = { is: 'column', column: '' }
  const text = draft.tenantPath
  if (!text) return isShared(draft) ? { is: 'shared' } : nowhere
  const parts = splitName(text.value)
  const column = parts?.at(-1)
  if (!parts || column === undefined) {
    fault(
      loading,
      text.node,
      `"${text.value}" is no tenant key`,
      'a column, or "link.column"',
      'Correct the name',
    )
    return nowhere
  }
  if (parts.length === 1) return { is: 'column', column }
  const links = parts.slice(0, -1)
  return followLinks(loading, draft, text, links) ? { is: 'path', links, column } : nowhere
}

function followLinks(loading: Loading, draft: Draft, text: Text, links: readonly string[]): boolean {
  let model: Draft | undefined = draft
  for (const name of links) {
    if (!model || model.broken.has(name)) return false
    const field = model.fields.get(name)
    if (field?.is !== 'link') {
      const known = [...model.fields.values()]
        .filter((other) => other.is === 'link' && !other.many)
        .map((link) => link.name)
      const near = nearest(name, known)
      fault(
        loading,
        text.node,
        `The tenant "${text.value}" goes along "${name}", which is no link of ${model.name}`,
        `one of its to-one links: ${listed(known)}`,
        near ? `Write "${near}"` : 'Correct the path',
      )
      return false
    }
    if (field.many) {
      fault(
        loading,
        text.node,
        `The tenant "${text.value}" goes along "${name}", which leads to many rows`,
        'a path along to-one links: a row belongs to one tenant',
        'Choose a path that leads to one row',
      )
      return false
    }
    model = loading.drafts.get(field.to)
    if (model && model.warehouse !== draft.warehouse) {
      fault(
        loading,
        text.node,
        `The tenant "${text.value}" goes along "${name}", which leads to the warehouse "${model.warehouse}"`,
        'a path within one warehouse: the tenant is bound where the table is read',
        'Keep the tenant in a column of the table',
      )
      return false
    }
  }
  return true
}

function isShared({ node }: Draft): boolean {
  const model = node.directives?.find(({ name }) => name.value === 'model')
  return (
    model?.arguments?.some(
      ({ name, value }) => name.value === 'shared' && value.kind === Kind.BOOLEAN && value.value,
    ) ?? false
  )
}
