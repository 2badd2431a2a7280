import { SluiceError } from '../base/errors.ts'
import type { GuardFinding } from '../warehouses/contract.ts'
import type { Wiring } from './wiring.ts'

/** How a warehouse keeps tenants apart. */
export interface Guarding {
  readonly warehouse: string
  /** Why it is served without a guard; undefined where it has to have one. */
  readonly waived: string | undefined
  /** What is missing; empty for a warehouse that is guarded, or has no row-level security to guard with. */
  readonly findings: readonly GuardFinding[]
}

/** Wall 3 of every warehouse, looked at now. */
export async function lookAtGuards(wiring: Wiring): Promise<readonly Guarding[]> {
  const models = await wiring.project.models()
  const looks = [...(await wiring.warehouses())].map(async ([name, warehouse]) => ({
    warehouse: name,
    waived: wiring.project.config.warehouses[name]?.guard?.waived,
    findings: warehouse.dialect.can.rowLevelSecurity ? await warehouse.guard.verify(models) : [],
  }))
  return Promise.all(looks)
}

/** @throws UNGUARDED with every finding, unless each is waived */
export function refuseUnguarded(guardings: readonly Guarding[]): void {
  const open = guardings.filter(({ waived, findings }) => waived === undefined && findings.length > 0)
  if (open.length === 0) return
  const fresh = open.filter(({ findings }) => findings.some(({ unapplied }) => unapplied))
  if (fresh.length > 0) throw unapplied(fresh.map(({ warehouse }) => `"${warehouse}"`))
  const told = open.flatMap(({ warehouse, findings }) =>
    findings.map((finding) => tellFinding(warehouse, finding)),
  )
  throw new SluiceError('UNGUARDED', {
    what: `The warehouse does not keep tenants apart by itself, so nothing is served:\n\n${told.join('\n')}\n`,
    cure: 'Run `sluice guard` to see the statements that mend it, and `sluice guard --apply` to run them as the owner',
  })
}

/** Everything would be missing: a list of all of it says less than this. */
function unapplied(warehouses: readonly string[]): SluiceError {
  return new SluiceError('UNGUARDED', {
    what: `The guard has not been applied yet to warehouse ${warehouses.join(', ')}, so nothing is served`,
    cure: 'Run `sluice guard --apply`; `sluice guard` shows the statements beforehand',
  })
}

export function tellFinding(warehouse: string, { model, what, cure }: GuardFinding): string {
  return `  ${warehouse}${model ? ` · ${model}` : ''}: ${what}\n      ${cure}`
}
