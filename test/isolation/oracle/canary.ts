import { shopTenants } from '../../support/shop.ts'

/** A token in each tenant's texts that no request ever says, so that it can't be an echo. */
export const canaries: Readonly<Record<string, string>> = {
  acme: 'canary5f1d0c77',
  globex: 'canaryb82e94a3',
}

/** The first tenant's numbers are below this, sums and ids included; the others' are above. */
const BLOCK = 1_000

/** What an answer for `tenant` holds of another: tokens anywhere, and for the first tenant numbers of another's digits. */
export function foreignIn(tenant: string, all: string, body?: string): readonly string[] {
  const told = all.toLowerCase()
  const tokens = shopTenants
    .filter((other) => other !== tenant)
    .map((other) => canaries[other] ?? '')
    .filter((token) => told.includes(token))
  if (tenant !== shopTenants[0] || body === undefined) return tokens
  return [...tokens, ...numbersIn((JSON.parse(body) as { data?: unknown }).data)]
}

function numbersIn(value: unknown, name = ''): readonly string[] {
  if (name.startsWith('profile')) return []
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) =>
      numbersIn(inner, Array.isArray(value) ? name : key),
    )
  const text = String(value)
  return /^-?\d+(\.\d+)?$/.test(text) && Math.abs(Number(text)) >= BLOCK ? [text] : []
}
