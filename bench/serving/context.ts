import { contextSigner } from '../../src/warehouses/postgres/context.ts'

const signer = contextSigner(Buffer.from(process.env['BENCH_CONTEXT_KEY']!, 'hex'))

/** What the warehouse's policies want to see in `sluice.context`, of every contestant alike. */
export function signed(tenant: string): string {
  return signer.sign(tenant, 30_000)
}
