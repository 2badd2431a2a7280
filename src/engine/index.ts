import { randomBytes } from 'node:crypto'
import { invariant, SluiceError } from '../base/errors.ts'
import type { Models } from '../model/model.ts'
import type { Param } from '../sql/fragment.ts'
import { assertScope, type Scope } from '../tenant/scope.ts'
import type { Row, RunOptions, Warehouse } from '../warehouses/contract.ts'
import { compile, type Program } from './compile.ts'
import type { Answer, Binding, Compiled, Engine } from './contract.ts'
import { sealNested, type Sealer } from './run/answer.ts'
import { bind, type Values } from './run/bind.ts'
import { cursorSeal } from './run/cursor.ts'

export type { Answer, Binding, Compiled, Engine, OutputColumn, Viewer } from './contract.ts'
export type * from './query.ts'
export { MOST_ROWS } from './run/bind.ts'

export interface EngineOptions {
  readonly models: Models
  readonly warehouses: ReadonlyMap<string, Warehouse>
  /** Signs cursors; at least 32 bytes, the same on every server of an installation. */
  readonly cursorKey: Uint8Array
}

export function createEngine({ models, warehouses, cursorKey }: EngineOptions): Engine {
  const seal = cursorSeal(cursorKey)
  const programs = new WeakSet<Compiled>()

  function warehouseOf(name: string): Warehouse {
    const warehouse = warehouses.get(name)
    invariant(warehouse, `warehouse "${name}" is configured`)
    return warehouse
  }

  function values(scope: Scope, binding: Binding): Values {
    return { scope, binding, seal, nonce: randomBytes(16).toString('hex') }
  }

  // A plan for an operator binds no tenant: it must never run in a tenant's scope, nor the other way round.
  function programFor(scope: Scope, compiled: Compiled): Program {
    assertScope(scope)
    invariant(programs.has(compiled), 'only what this engine compiled runs')
    invariant(
      compiled.viewer.scope === scope.kind,
      'a plan runs in the kind of scope that it was compiled for',
    )
    return compiled as Program
  }

  async function trip(scope: Scope, group: readonly Program[], run: Values, options?: RunOptions) {
    const [first] = group
    invariant(first, 'a trip has a program')
    const statements = group.flatMap(({ pieces }) =>
      pieces.map(({ text, name, params }) => ({ text, name, values: bind(params, run) })),
    )
    const rows =
      statements.length > 0 ? await warehouseOf(first.warehouse).run(scope, statements, options) : []
    let at = 0
    return group.map((program) => {
      const own = rows.slice(at, at + program.pieces.length)
      at += program.pieces.length
      return answerOf(program, own, run)
    })
  }

  // One error fails a whole trip. Then each goes alone, so that one field's error stays one field's error.
  async function attempt(
    scope: Scope,
    group: readonly Program[],
    run: Values,
    options?: RunOptions,
  ): Promise<readonly Answer[]> {
    try {
      return await trip(scope, group, run, options)
    } catch (cause) {
      const error = asError(cause)
      if (group.length === 1 || error.code === 'CANCELLED' || error.code === 'UNAVAILABLE') {
        return group.map((): Answer => ({ is: 'failed', error }))
      }
      const alone = await Promise.all(group.map((program) => attempt(scope, [program], run, options)))
      return alone.flat()
    }
  }

  return {
    models,
    compile(query, viewer) {
      const program = compile(models, query, viewer, (name) => warehouseOf(name).dialect)
      programs.add(program)
      return program
    },
    async run(scope, compiled, binding, options) {
      const all = compiled.map((one) => programFor(scope, one))
      const run = values(scope, binding)
      const names = [...new Set(all.map(({ warehouse }) => warehouse))]
      const answers = new Map<Program, Answer>()
      await Promise.all(
        names.map(async (name) => {
          const group = all.filter(({ warehouse }) => warehouse === name)
          const told = await attempt(scope, group, run, options)
          group.forEach((program, i) => answers.set(program, told[i] ?? failedInside()))
        }),
      )
      return all.map((program) => answers.get(program) ?? failedInside())
    },
    async *stream(scope, compiled, binding, options): AsyncGenerator<readonly Row[]> {
      const program = programFor(scope, compiled)
      const [piece] = program.pieces
      invariant(piece && program.columns.length > 0, 'only lists are streamed')
      const bound = bind(piece.params, values(scope, binding))
      yield* warehouseOf(program.warehouse).stream(scope, { text: piece.text, values: bound }, options)
    },
  }
}

function answerOf(program: Program, rows: readonly (readonly Row[])[], run: Values): Answer {
  const tenant = run.scope.kind === 'tenant' ? run.scope.tenant : ''
  const sealer: Sealer = (purpose, values) => run.seal.seal(tenant, purpose, values)
  const size = (param: Param) => Number(bind([param], run)[0]) - 1
  try {
    const text = program.answer(rows, size, sealer)
    return { is: 'json', text: sealNested(text, run.nonce, sealer) }
  } catch (cause) {
    return { is: 'failed', error: asError(cause) }
  }
}

function asError(cause: unknown): SluiceError {
  return cause instanceof SluiceError
    ? cause
    : new SluiceError('INTERNAL', { what: 'The query failed', cause })
}

function failedInside(): Answer {
  return { is: 'failed', error: new SluiceError('INTERNAL', 'The query was not run') }
}
