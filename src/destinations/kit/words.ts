const LONGEST = 300

/** A far side's words as one short line: it goes into rejects, errors and terminals, so control characters go. */
export function words(text: unknown, otherwise: string): string {
  if (typeof text !== 'string') return otherwise
  const line = text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .toWellFormed()
  if (line === '') return otherwise
  return line.length > LONGEST ? `${line.slice(0, LONGEST).toWellFormed()}…` : line
}
