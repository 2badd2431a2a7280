import type { Maker, Room, Spot } from './maker.ts'

/** A tenant's numbers have three digits of their own, so that a foreign one shows even inside a sum. */
export const BLOCK = 3

// Thirteen of them are below a thousand: the sum of a tenant's rows stays in its block.
const SPAN = 76

/** `digits` is how many the type surely holds. */
export function numbers(digits: number): Maker {
  return { span: SPAN, make: (n, spot) => String(inBlock(n, spot, digits)) }
}

/** With the point where the scale has it: where the whole part has no room for the blocks, they begin behind it. */
export const decimals: Maker = {
  span: SPAN,
  make(n, spot, { precision = 18 + (spot.tenants > 5 ? BLOCK * spot.tenants : 0), scale = 0 }: Room) {
    if (scale <= 0) return `${inBlock(n, spot, precision)}${'0'.repeat(-scale)}`
    const whole = precision - scale
    if (whole >= BLOCK * spot.tenants) return `${inBlock(n, spot, whole)}.${'0'.repeat(scale)}`
    const all = String(inBlock(n, spot, precision)).padStart(scale + 1, '0')
    return `${all.slice(0, -scale)}.${all.slice(-scale)}`
  },
}

// How many of them fit a block of so many digits and still have a sum of thirteen in it; of one digit none does.
const FITTING = [1, 9, 7, SPAN]

/** `n` in the tenant's block. What is nobody's has it in every block, as no tenant's number has. */
function inBlock(n: number, { tenant, tenants, unique }: Spot, digits: number): bigint {
  const width = Math.min(BLOCK, Math.floor(digits / tenants))
  if (unique === 'own') return BigInt(n)
  if (unique === 'all' && width < 2) return BigInt((tenant ?? tenants) * 100 + n)
  const fitting = BigInt(unique === 'all' ? n : 1 + ((n - 1) % (FITTING[width] ?? SPAN)))
  const units = Array.from({ length: tenants }, (_, i) => 10n ** BigInt(width * i))
  return (
    fitting * (tenant === undefined ? units.reduce((sum, unit) => sum + unit, 0n) : (units[tenant] ?? 1n))
  )
}
