import { SignJWT } from 'jose'

/** A token for each tenant, in force for some hours. */
export async function tokensFor(
  tenants: readonly string[],
  secret: string,
): Promise<ReadonlyMap<string, string>> {
  const key = new TextEncoder().encode(secret)
  const sign = (tenant: string) =>
    new SignJWT({ tenant, roles: [] })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('bench')
      .setIssuedAt()
      .setExpirationTime('6h')
      .sign(key)
  return new Map(await Promise.all(tenants.map(async (tenant) => [tenant, await sign(tenant)] as const)))
}
