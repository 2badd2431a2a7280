import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { createElement as h, useMemo, useState, type ChangeEvent, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { examples } from './examples.ts'
import { demoShops, demoToken, type Shop } from './tokens.ts'

interface Start {
  readonly shops: readonly Shop[]
  /** The token to begin with: the editor asks for the schema as soon as it is there. */
  readonly first: string
}

/** The query IDE. Whose token it sends stands in the bar above; the demo fills it in. */
function Explore({ shops, first }: Start): ReactElement {
  const [tenant, setTenant] = useState(shops[0]?.tenant ?? '')
  const [token, setToken] = useState(first)
  const choose = (chosen: string) => {
    setTenant(chosen)
    void demoToken(chosen).then(setToken)
  }
  const fetcher = useMemo(() => fetcherFor(token), [token])
  return h(
    GraphiQL,
    {
      fetcher,
      defaultTabs: examples.map(({ query }) => ({ query })),
      // Another token may see another schema.
      key: token === '' ? 'without' : 'with',
      shouldPersistHeaders: false,
    },
    h(GraphiQL.Logo, null, bar({ shops, tenant, choose, token, setToken })),
  )
}

interface Bar {
  readonly shops: readonly Shop[]
  readonly tenant: string
  readonly choose: (tenant: string) => void
  readonly token: string
  readonly setToken: (token: string) => void
}

function bar({ shops, tenant, choose, token, setToken }: Bar): ReactElement {
  const options = shops.map((shop) => h('option', { key: shop.tenant, value: shop.tenant }, shop.name))
  return h(
    'div',
    { className: 'bar' },
    h('a', { href: '/' }, 'Sluice'),
    shops.length > 0 &&
      h(
        'select',
        {
          'aria-label': 'Shop',
          value: tenant,
          onChange: (event: ChangeEvent<HTMLSelectElement>) => choose(event.currentTarget.value),
        },
        options,
      ),
    h('input', {
      'aria-label': 'Token',
      placeholder: 'Token: sluice token --tenant …',
      spellCheck: false,
      value: token,
      onChange: (event: ChangeEvent<HTMLInputElement>) => setToken(event.currentTarget.value.trim()),
    }),
  )
}

function fetcherFor(token: string): Fetcher {
  return createGraphiQLFetcher({
    url: '/graphql',
    ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
  })
}

const root = document.querySelector('#explore')
const shops = await demoShops().catch(() => [])
const first = shops[0] ? await demoToken(shops[0].tenant) : ''
if (root) createRoot(root).render(h(Explore, { shops, first }))
