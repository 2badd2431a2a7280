import { z } from 'zod'

/** HubSpot's own property types; `modificationMetadata` and the rest are for `describe` and the simulator. */
export const PROPERTY_TYPES = [
  'string',
  'number',
  'bool',
  'date',
  'datetime',
  'enumeration',
  'phone_number',
] as const

/** A property that the sandbox shall have beyond HubSpot's own: `number`, or in full. */
const sandboxProperty = z.union([
  z.enum(PROPERTY_TYPES),
  z.strictObject({
    type: z.enum(PROPERTY_TYPES),
    label: z.string().optional(),
    options: z.array(z.string()).optional(),
    unique: z.boolean().optional(),
  }),
])

export const settings = z.strictObject({
  token: z
    .string()
    .min(1)
    .meta({ secret: true, description: 'Access token of an app installed in one account' }),
  portal: z
    .string()
    .regex(/^\d+$/, 'expected the account’s number, in quotes')
    .optional()
    .meta({ description: 'The account’s number (Hub ID): another one gets everything anew' }),
  version: z
    .string()
    .regex(/^(v3|20\d\d-\d\d)$/, 'expected `v3` or a dated version such as `2026-03`')
    .default('2026-03')
    .meta({ description: 'Version of the API; a dated one is supported for 18 months' }),
  baseUrl: z.url().default('https://api.hubapi.com').meta({ description: 'Address of the API' }),
  timezone: z
    .string()
    .refine(isZone, 'expected an IANA time zone such as `Europe/Paris`')
    .default('UTC')
    .meta({ description: 'The account’s time zone: its daily quota starts anew at midnight there' }),
  properties: z
    .record(z.string(), z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), sandboxProperty))
    .optional()
    .meta({
      description: 'Only for the sandbox: custom properties by object, e.g. `companies: {health: number}`',
    }),
})

export type HubSpotSettings = z.infer<typeof settings>
export type SandboxProperty = z.infer<typeof sandboxProperty>

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
