import { z } from 'zod'
import { engines, type EngineName } from '../../warehouses/index.ts'
import { authSchema } from './auth.ts'
import { exportsSchema, limitsSchema, tenantSchema } from './limits.ts'

// A value filled in from the environment is text, so numbers and switches are read from text too.
const port = z.coerce.number().int().min(0).max(65_535)
const whole = z.coerce.number().int().min(1)
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
const address = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, {
    error: 'a PostgreSQL address, postgres://user:password@host:port/database',
  })
  .meta({ secret: 'password' })
const name = z.string().regex(/^[a-z][a-z0-9_-]*$/i, { error: 'a name of letters, digits, "-" and "_"' })

const warehouse = z.strictObject({
  engine: z.enum(Object.keys(engines) as [EngineName]).default('postgres'),
  /** The serving role. */
  url: address.optional(),
  /** The role that reads across tenants, for syncs with scope OPERATOR. */
  operator: address.optional(),
  /** The role that owns the tables, for `sluice guard --apply`. */
  owner: address.optional(),
  guard: z
    .strictObject({ waived: z.string().min(10, { error: 'a reason of ten letters or more' }) })
    .optional(),
  statementTimeoutMs: whole.optional(),
  pool: z
    .strictObject({ serve: whole.optional(), sync: whole.optional(), export: whole.optional() })
    .optional(),
})

/** What `sluice.yaml` may say. */
export const configSchema = z.strictObject({
  name: z.string().min(1).optional(),
  warehouses: z.record(name, warehouse).default({ default: { engine: 'postgres' } }),
  store: z.strictObject({ url: address.optional() }).default({}),
  auth: authSchema.default({}),
  tenants: z.strictObject({ from: z.string().min(1) }).optional(),
  /** What stands beside `connector` and `per` is the connector's own. `per: tenant`: each tenant has an account there. */
  destinations: z
    .record(name, z.looseObject({ connector: z.string(), per: z.enum(['tenant']).optional() }))
    .default({}),
  serve: z
    .strictObject({
      port: port.optional(),
      host: z.string().optional(),
      origins: z.array(z.url()).optional(),
      development: flag.optional(),
      /** Roles that `_catalog` tells which tables and columns values come from. */
      sources: z.array(z.string().min(1)).optional(),
      limits: limitsSchema.optional(),
      /** Documents that are asked for by their ids; `only`: nothing else is run. */
      documents: z.strictObject({ folder: z.string().min(1).optional(), only: flag.optional() }).optional(),
      exports: exportsSchema.optional(),
      /** Limits of one tenant's own, by its id. */
      tenants: z.record(z.string().min(1), tenantSchema).optional(),
      /** Whether `/metrics` is there, and the token that it asks for. */
      metrics: z
        .union([
          flag,
          z.strictObject({
            token: z.string().min(16, { error: 'a token of 16 letters or more' }).meta({ secret: true }),
          }),
        ])
        .optional(),
    })
    .default({}),
})

export type Config = z.infer<typeof configSchema>
export type DestinationConfig = Config['destinations'][string]
export type WarehouseConfig = Config['warehouses'][string]

/** What the connector is to see of a destination. */
export function settingsOf(destination: DestinationConfig): DestinationConfig {
  const { per: _per, ...settings } = destination
  return settings
}
