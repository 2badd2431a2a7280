import { z } from 'zod'
import type { Connector, Limits } from '../contract.ts'

/** What every destination of sluice.yaml may say, whatever its connector. */
const common = z.object({
  connector: z.string().meta({ description: 'The kind of far side' }),
  sandbox: z.boolean().optional().meta({ description: 'Speak to a simulator on this machine instead' }),
  allowPrivate: z.boolean().optional().meta({ description: 'The far side is inside your own network' }),
  timeoutMs: z
    .int()
    .min(100)
    .max(600_000)
    .optional()
    .meta({ description: 'For one request, in milliseconds' }),
  limits: z
    .strictObject({
      records: z.int().min(1).optional(),
      bytes: z.int().min(1_000).optional(),
      concurrency: z.int().min(1).max(64).optional(),
    })
    .optional()
    .meta({ description: 'Lower than the connector’s own limits, never higher' }),
})

export interface Configured<Settings = unknown> {
  readonly settings: Settings
  readonly sandbox: boolean
  readonly allowPrivate: boolean
  readonly timeoutMs: number
  readonly limits: Partial<Limits>
}

export interface SettingsFault {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

const TIMEOUT_MS = 30_000

/** Splits what stands in sluice.yaml into the common part and the connector's own, and checks both. */
export function configure<Settings>(
  connector: Connector<Settings>,
  raw: Readonly<Record<string, unknown>>,
  sandboxUrl: string | undefined,
): Configured<Settings> | { readonly faults: readonly SettingsFault[] } {
  const names = new Set(Object.keys(common.shape))
  const own = Object.fromEntries(Object.entries(raw).filter(([name]) => !names.has(name)))
  const shared = common.safeParse({ ...raw, connector: connector.name })
  // The simulator's settings win, so that no real secret is ever sent to a sandbox.
  const sandboxed = sandboxUrl === undefined ? own : { ...own, ...connector.sandbox(sandboxUrl) }
  const settings = connector.settings.safeParse(sandboxed)
  if (!shared.success || !settings.success) {
    const issues = [...(shared.error?.issues ?? []), ...(settings.error?.issues ?? [])]
    return { faults: issues.map(({ path, message }) => ({ path, message })) }
  }
  return {
    settings: settings.data,
    sandbox: sandboxUrl !== undefined,
    allowPrivate: sandboxUrl !== undefined || shared.data.allowPrivate === true,
    timeoutMs: shared.data.timeoutMs ?? TIMEOUT_MS,
    limits: definedOnly(shared.data.limits ?? {}),
  }
}

/** The connector's limits, lowered where the configuration asks for it. */
export function lowered(limits: Limits, by: Partial<Limits>): Limits {
  return {
    ...limits,
    records: Math.min(limits.records, by.records ?? limits.records),
    bytes: Math.min(limits.bytes, by.bytes ?? limits.bytes),
    concurrency: Math.min(limits.concurrency, by.concurrency ?? limits.concurrency),
  }
}

function definedOnly(limits: Readonly<Record<string, number | undefined>>): Partial<Limits> {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined))
}
