import { reservedType } from '../../model/names.ts'
import type { Column } from '../../warehouses/contract.ts'
import type { Table } from './tables.ts'
import { firstFree, pascal, words } from './words.ts'

export interface DraftEnum {
  readonly name: string
  readonly labels: readonly string[]
}

/** The enums of the draft by the warehouse's type; one whose labels GraphQL can't spell stays text. */
export function draftEnums(tables: readonly Table[]): ReadonlyMap<string, DraftEnum> {
  const types = new Set(tables.map(({ type }) => type))
  const enums = new Map<string, DraftEnum>()
  for (const { type, labels } of tables.flatMap(({ relation }) => relation.columns)) {
    if (!labels || enums.has(type) || !labels.every(isName)) continue
    const plain = pascal(words(type.split('.').at(-1) ?? type)) || 'Choice'
    const name = firstFree(
      [plain, `${plain}Value`],
      (one) => !types.has(one) && reservedType(one, types) === undefined,
    )
    types.add(name)
    enums.set(type, { name, labels })
  }
  return enums
}

export function isSpellable({ labels }: Column): boolean {
  return labels?.every(isName) ?? true
}

function isName(label: string): boolean {
  return /^(?!__)[_A-Za-z]\w*$/.test(label) && !['true', 'false', 'null'].includes(label)
}
