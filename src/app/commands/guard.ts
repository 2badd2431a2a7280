import pc from 'picocolors'
import { audit } from '../../store/audit.ts'
import type { GuardStep } from '../../warehouses/contract.ts'
import type { Command } from '../command.ts'
import { counted } from '../counted.ts'
import { lookAtGuards, tellFinding } from '../guarding.ts'
import type { Output } from '../output.ts'

interface Guarded {
  readonly warehouse: string
  readonly steps: readonly GuardStep[]
}

export const guard: Command = {
  name: 'guard',
  about: 'Row-level security in the warehouse: prints the statements that are missing, or runs them',
  options: [{ flags: '--apply', about: 'runs them as the owner, all or none' }],
  examples: [
    ['sluice guard', 'shows what would be run, with reasons; changes nothing'],
    ['sluice guard > guard.sql', 'for whoever owns the warehouse'],
    ['sluice guard --apply', 'runs it'],
  ],
  async run({ wiring, output }, { options }) {
    const rooms = wiring()
    const models = await rooms.project.models()
    const apply = options['apply'] === true
    const done: Guarded[] = []
    for (const [warehouse, { guard: wall }] of await rooms.warehouses()) {
      done.push({ warehouse, steps: apply ? await wall.apply(models) : await wall.plan(models) })
    }
    const left = apply
      ? (await lookAtGuards(rooms)).flatMap((one) => one.findings.map((f) => ({ ...one, f })))
      : []
    if (output.json) output.document({ applied: apply, warehouses: done, missing: left.map(({ f }) => f) })
    else tell(done, apply, output)
    if (apply)
      await audit(await rooms.store(), { actor: 'cli', action: 'guard.apply', details: countsOf(done) })
    for (const { warehouse, f } of left)
      output.note(`${pc.red('still missing')}\n${tellFinding(warehouse, f)}`)
    return left.length > 0 ? 'fault' : 'well'
  },
}

function tell(done: readonly Guarded[], apply: boolean, output: Output): void {
  for (const { warehouse, steps } of done) {
    if (steps.length === 0) output.note(`${pc.green('✓')} Warehouse "${warehouse}" is guarded`)
    else if (apply)
      output.note(`${pc.green('✓')} Warehouse "${warehouse}": ${counted(steps.length, 'statement')} run`)
    if (!apply) tellSteps(steps, output)
  }
}

/** A reason once, with its statements. What stands on another reason's statements comes after it, for every table. */
function tellSteps(steps: readonly GuardStep[], output: Output): void {
  for (const [why, alike] of Map.groupBy(steps, (step) => step.why)) {
    const statements = alike.map(({ sql }) => sql.replace(/;?\s*$/, ';'))
    output.answer(`-- ${why}\n${statements.join('\n')}\n`)
  }
}

function countsOf(done: readonly Guarded[]): Record<string, number> {
  return Object.fromEntries(done.map(({ warehouse, steps }) => [warehouse, steps.length]))
}
