export interface Shop {
  readonly tenant: string
  readonly name: string
}

/** The demo's shops; none where this server isn't the demo. */
export async function demoShops(): Promise<readonly Shop[]> {
  const response = await fetch('/demo/shops')
  return response.ok ? ((await response.json()) as readonly Shop[]) : []
}

/** Roles of the demo's token: without `analyst`, the model's protected fields aren't in the schema. */
export async function demoToken(tenant: string): Promise<string> {
  const response = await fetch('/demo/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenant, roles: ['analyst'] }),
  })
  return response.ok ? ((await response.json()) as { token: string }).token : ''
}
