import { numberOf, type Maker, type Spot } from './maker.ts'

/** What a careless writer of JSON, CSV, SQL or HTML stumbles over. */
const NASTY = ['', ` O'Brien "é" 50%_off \\`, ' <b>&amp;,;']

/** A canary where there is room for it; else as much of it as there is. */
export const texts: Maker = {
  span: 3,
  make(n, spot, { length = Number.POSITIVE_INFINITY }) {
    const plain = spot.unique === 'own' ? `key${n}` : `${spot.canary}-${n}`
    const decorated = spot.unique === undefined ? `${plain}${NASTY[n % NASTY.length]}` : plain
    if (decorated.length <= length) return decorated
    if (plain.length <= length) return plain
    return spot.unique === undefined ? spot.canary.slice(0, length) : cramped(n, spot, length)
  },
}

export const emails: Maker = {
  span: 40,
  make(n, spot, room) {
    const email =
      spot.unique === 'own' ? `key${n}@keys.example` : `${spot.canary}-${n}@${spot.canary}.example`
    return email.length <= (room.length ?? email.length) ? email : texts.make(n, spot, room)
  },
}

/** Different ones in few letters: the canary's first as long as a number has room beside it. */
function cramped(n: number, spot: Spot, length: number): string {
  const own = n.toString(36)
  if (spot.unique === 'all' && length > own.length) {
    return spot.canary.slice(0, length - own.length) + own
  }
  return numberOf(n, spot).toString(36).padStart(length, '0').slice(-length)
}
