import { isExtreme, type Attack } from './attack.ts'
import { Harvest, type Samples } from '../requests/harvest.ts'
import { packed } from './pack.ts'
import { givable, isLookup } from '../requests/roots.ts'

/** Values at the ends of their types: where somebody else's row would make the difference between an answer and an error. */
const ends: Samples = {
  ID: ['999999999999999999999999', '\u2028'],
  String: ['\\', '\uffff', 'NaN'],
  Int: [2_147_483_647, -2_147_483_648],
  Float: [1.7e308, -5e-324],
  Boolean: [false],
  Decimal: ['99999999999999999999999999999999.99', '-0.00000000000000000001'],
  BigInt: ['9223372036854775807', '-9223372036854775808'],
  Date: ['9999-12-31', '0001-01-01'],
  DateTime: ['9999-12-31T23:59:59.999999Z', '0001-01-01T00:00:00Z'],
  Duration: ['P1000Y', '-P1000Y'],
  TimeZone: ['Pacific/Kiritimati'],
  JSON: ['"\\ud83d\\ude00"'],
}

export const errors: Attack = {
  name: 'errors',
  about: 'values that overflow, divide or can’t be cast, so that an error would tell of another’s row',
  attempts: (ground) => {
    if (!isExtreme(ground)) return []
    const blind = { models: ground.models, harvest: new Harvest(ends) }
    const parts = ground.roots
      .filter(({ field }) => !isLookup(field))
      .flatMap((root) =>
        givable(blind, root.field, 0).map((feature) => [root, { ...feature, rank: 2 as const }] as const),
      )
    return packed(ground, { attack: 'errors' }, parts)
  },
}
