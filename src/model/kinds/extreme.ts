import type { ValueName } from '../values.ts'

const ORDERED: readonly ValueName[] = ['String', 'Int', 'Float', 'Decimal', 'BigInt', 'Date', 'DateTime']
const wider: Partial<Record<ValueName, readonly ValueName[]>> = {
  Int: ['Int', 'BigInt', 'Decimal'],
  BigInt: ['BigInt', 'Decimal'],
  Float: ['Float', 'Decimal'],
}

/** What the least and the greatest of values of a type may be declared as. */
export function extremeTypes(of: ValueName | undefined): readonly ValueName[] {
  if (of === undefined) return ORDERED
  return wider[of] ?? (ORDERED.includes(of) ? [of] : [])
}
