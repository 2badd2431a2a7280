import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse, type OperationDefinitionNode } from 'graphql'
import { readOperation, syncSchema } from '../../../src/documents/index.ts'
import { openOperatorScope } from '../../../src/tenant/scope.ts'
import { now } from '../../support/desk.ts'
import { openHome, type Home } from '../oracle/home.ts'

let home: Home
beforeAll(async () => {
  home = await openHome()
})
afterAll(() => home?.close())

test('an operator’s links keep tenants apart where the data doesn’t; without that, the same rows cross', async () => {
  await home.shop.database.query(`
    update shop.customers set referrer_id = 1001 where customer_id = 2;
    update shop.orders set customer_id = 1 where order_id = 1002`)
  const text = '{ customers { id name referrer { name } orderMetrics { revenue } } }'
  const read = async () => {
    const document = parse(text)
    const schema = syncSchema(home.models)
    const [root] = readOperation(
      home.models,
      schema,
      document,
      document.definitions[0] as OperationDefinitionNode,
      {},
    )
    if (root?.is !== 'query') throw new TypeError('a query')
    const compiled = home.engine.compile(root.query, { scope: 'operator', roles: [] })
    const [statement] = compiled.statements
    const rows: string[] = []
    for await (const chunk of home.engine.stream(openOperatorScope('test'), compiled, {
      variables: {},
      now,
    }))
      rows.push(...chunk.map((row) => row.join(' | ')))
    return { rows, text: statement?.text ?? '' }
  }
  const mixed = (rows: readonly string[]) =>
    rows.filter((row) => row.includes('acme:') && (row.includes('globex:') || /\| \d{4,}\./.test(row)))
  const { rows, text: sql } = await read()
  expect(mixed(rows)).toEqual([])
  const open = sql
    .replaceAll(/ and "t\d+"\."tenant_id" = "t\d+"\."tenant_id"/g, '')
    .replaceAll(/ and "c\d+"\."k1" = "t\d+"\."tenant_id"/g, '')
  expect(open).not.toBe(sql)
  const crossed = await home.shop.database.query({ text: open, rowMode: 'array' } as unknown as string)
  expect(mixed((crossed.rows as unknown as unknown[][]).map((row) => row.join(' | ')))).not.toEqual([])
})
