import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { serverAudits } from 'graphql-http'
import { openApi, type Api } from './api.ts'

let api: Api
let token: string
beforeAll(async () => {
  api = await openApi()
  token = await api.token('acme')
})
afterAll(() => api?.close())

// Every request of ours carries a token, so the audits' do as well. Nothing else is added to them.
const fetchFn = (url: string, init: RequestInit = {}) =>
  fetch(url, { ...init, headers: { ...(init.headers as object), authorization: `Bearer ${token}` } })
const audits = serverAudits({ url: () => `${api.url}/graphql`, fetchFn })

describe('GraphQL over HTTP, as the audits of graphql-http have it: the server', () => {
  test('is held against all of them', () => {
    expect(audits.length).toBeGreaterThanOrEqual(60)
    expect(new Set(audits.map(({ name }) => name.split(' ', 1)[0]))).toEqual(
      new Set(['MUST', 'SHOULD', 'MAY']),
    )
  })

  test.each(audits.map((audit) => [`${audit.name} (${audit.id})`, audit] as const))(
    '%s',
    async (_, audit) => {
      const result = await audit.fn()
      expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok')
    },
  )
})
