import type { Accept } from './accept.ts'

// PostgreSQL can't store U+0000, and a lone surrogate would silently become U+FFFD on its way.
export const acceptText: Accept = (input) =>
  typeof input === 'string' && input.isWellFormed() && !input.includes('\0') ? input : undefined

export const acceptId: Accept = (input) => {
  if (typeof input === 'bigint' || Number.isSafeInteger(input)) return String(input)
  return acceptText(input)
}

export const acceptName: Accept = (input) =>
  typeof input === 'string' && /^[_A-Za-z]\w*$/.test(input) ? input : undefined

export const acceptBoolean: Accept = (input) => (typeof input === 'boolean' ? String(input) : undefined)

export const acceptJson: Accept = (input) => {
  if (input === undefined) return undefined
  const text: string | undefined = stringify(input)
  // Escaped, U+0000 and lone surrogates are valid JSON, which jsonb refuses all the same.
  return text === undefined || /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(text) ? undefined : text
}

function stringify(input: unknown): string | undefined {
  try {
    return JSON.stringify(input)
  } catch {
    return undefined
  }
}
