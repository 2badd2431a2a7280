import type { ValueName } from '../../model/values.ts'
import { valueTypes } from '../../model/values.ts'

/** Turns the warehouse's text of a value into its JSON text, or says why it can't. Nothing passes through a float. */
export type Writer = (text: string | null) => string | Refusal

/** A record that the mapping refuses: a value, since one bad record is no accident. */
export interface Refusal {
  readonly reason: string
  readonly field?: string
  readonly code: string
}

const endless = /^-?(NaN|Infinity|infinity)$/

/** The plain writer of a type: decimals, 64-bit integers, days and instants are strings. */
export function writerOf(type: ValueName): Writer {
  const { family, json } = valueTypes[type]
  if (family === 'text') return (text) => (text === null ? 'null' : JSON.stringify(text))
  const quoted = json === 'string'
  return (text) => {
    if (text === null) return 'null'
    if (endless.test(text)) return { reason: `${text} has no equal at the far side`, code: 'NOT_FINITE' }
    return quoted ? `"${text}"` : text
  }
}

/** The text inside a JSON text: of a string its characters, of a number or boolean its signs. */
export function plain(json: string): string {
  if (!json.startsWith('"')) return json
  return json.includes('\\') ? (JSON.parse(json) as string) : json.slice(1, -1)
}
