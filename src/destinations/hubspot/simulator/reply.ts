import { randomUUID } from 'node:crypto'
import type { SimReply } from '../../kit/simulator/simulator.ts'

/** An error as HubSpot's are shaped. */
export function refusal(
  status: number,
  category: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): SimReply {
  return { status, body: { status: 'error', message, category, correlationId: randomUUID(), ...more } }
}

export function invalid(message: string, more: Readonly<Record<string, unknown>> = {}): SimReply {
  return refusal(400, 'VALIDATION_ERROR', message, more)
}
