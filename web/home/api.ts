export interface Shop {
  readonly tenant: string
  readonly name: string
}

export interface Sync {
  readonly name: string
  readonly description?: string | null
  readonly mode: string
  readonly scope: string
  readonly to: string
  readonly object: string
  readonly lastRun: {
    readonly state: string
    /** ISO 8601. */
    readonly at: string
    readonly counts: Readonly<Record<string, number>>
  } | null
}

export const shops = (): Promise<readonly Shop[]> => ask('/demo/shops')
export const syncs = (): Promise<readonly Sync[]> => ask('/demo/syncs')

/** A token for apps: whoever has it is this shop. */
export async function appToken(tenant: string): Promise<string> {
  return (await post('/demo/token', { tenant })).token
}

/** What a shop's own back end does: its token for a shorter-lived one that can read one dashboard. */
export async function embedToken(token: string, dashboard: string): Promise<string> {
  return (await post('/embed/token', { dashboard }, { authorization: `Bearer ${token}` })).token
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<{ token: string }> {
  return ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, init)
  if (!response.ok) throw new Error(`${path} answered with status ${response.status}.`)
  return (await response.json()) as T
}
