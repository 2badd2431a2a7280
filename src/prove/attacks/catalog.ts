import { getIntrospectionQuery, getNamedType, isObjectType } from 'graphql'
import { asked, type Attack } from './attack.ts'
import { selections } from '../requests/select.ts'

export const catalog: Attack = {
  name: 'catalog',
  about: '`_catalog`, field by field, and introspection',
  attempts: ({ schema, roles, models, harvest }) => {
    const type = getNamedType(schema.getQueryType()?.getFields()['_catalog']?.type)
    const place = { models, harvest, model: undefined, field: undefined }
    const below = isObjectType(type)
      ? selections(type, place, { links: 4, args: false }).filter(({ whole }) => whole)
      : []
    const queries = below.map(({ text }) => `{ _catalog { ${text} } }`)
    return [getIntrospectionQuery(), ...queries].map((query) => ({
      attack: 'catalog',
      outlet: 'catalog',
      covers: ['_catalog'],
      rank: 0,
      request: asked(roles, { query }),
    }))
  },
}
