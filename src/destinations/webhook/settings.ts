import { z } from 'zod'

export const settings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).meta({ description: 'Where the records are posted to' }),
  secret: z.string().min(16).meta({
    secret: true,
    description: 'Signs each request; the receiver has it too. 16 characters at least',
  }),
  headers: z
    .record(z.string(), z.string())
    .optional()
    .meta({ secret: true, description: 'Further headers, e.g. `Authorization`' }),
})

export type WebhookSettings = z.infer<typeof settings>
