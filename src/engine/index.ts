import { randomBytes } from 'node:crypto'
import { invariant, SluiceError } from '../base/errors.ts'
import type { Models } from '../model/model.ts'
import type { Param } from '../sql/fragment.ts'
import { assertScope, type Scope } from '../tenant/scope.ts'
import type { Row, RunOptions, Warehouse } from '../warehouses/contract.ts'
import { compile, compileHop, type Ground, type LookUp, type Program, type SharedScan } from './compile.ts'
import type { Answer, Binding, Compiled, Engine, Hop, Load, Viewer } from './contract.ts'
import { refusePeriods, sealNested, type Sealer } from './run/answer.ts'
import { share } from './share.ts'
import { MOST_STREAMED } from './source.ts'
import { followHops } from './run/hops.ts'
import { bind, type Values } from './run/bind.ts'
import { cursorSeal } from './run/cursor.ts'
import { maskPads } from './run/pads.ts'

export type { Answer, Binding, Compiled, Engine, Hop, Load, OutputColumn, Viewer } from './contract.ts'
export type * from './query.ts'
export { MOST_ROWS } from './run/bind.ts'

export interface EngineOptions {
  readonly models: Models
  readonly warehouses: ReadonlyMap<string, Warehouse>
  /** Required fields, as `Model.field`, whose columns the warehouse keeps from null; others are checked in each answer. */
  readonly assured?: ReadonlySet<string>
  /** Seals cursors and keys masks; at least 32 bytes, the same on every server of an installation. */
  readonly cursorKey: Uint8Array
}

export function createEngine({ models, warehouses, assured = new Set(), cursorKey }: EngineOptions): Engine {
  const seal = cursorSeal(cursorKey)
  const pads = maskPads(cursorKey)
  const programs = new WeakSet<Compiled>()
  const lookUps = new WeakMap<Hop, LookUp>()

  function warehouseOf(name: string): Warehouse {
    const warehouse = warehouses.get(name)
    invariant(warehouse, `warehouse "${name}" is configured`)
    return warehouse
  }

  const ground: Ground = { models, assured, dialectOf: (name) => warehouseOf(name).dialect }

  function values(scope: Scope, binding: Binding, keys?: readonly string[]): Values {
    let nonce: string | undefined
    return {
      scope,
      binding,
      seal,
      pads,
      ...(keys ? { keys } : {}),
      get nonce() {
        nonce ??= randomBytes(16).toString('hex')
        return nonce
      },
    }
  }

  // A plan for an operator binds no tenant: it must never run in a tenant's scope, nor the other way round.
  function programFor(scope: Scope, compiled: Compiled): Program {
    assertScope(scope)
    invariant(programs.has(compiled), 'only what this engine compiled runs')
    assertMadeFor(scope, compiled.viewer)
    return compiled as Program
  }

  // Whom a plan was made for decides what it masks and which rows it leaves out. Whoever keeps plans may mix them up.
  function assertMadeFor(scope: Scope, { scope: kind, roles, whole }: Viewer): void {
    invariant(kind === scope.kind, 'a plan runs in the kind of scope that it was compiled for')
    if (scope.kind === 'operator' || whole) return
    const held = scope.principal.roles
    invariant(
      models.roles.every((role) => held.includes(role) === roles.includes(role)),
      'a plan runs for the roles that it was compiled for',
    )
  }

  async function trip(
    scope: Scope,
    group: readonly Program[],
    run: Values,
    load: Load,
    options?: RunOptions,
  ) {
    const [first] = group
    invariant(first, 'a trip has a program')
    const scans = sharedIn(group)
    const own = group.flatMap(({ shared, pieces }) => (shared && scans.includes(shared.scan) ? [] : pieces))
    const statements = [...scans.map(({ piece }) => piece), ...own].map(({ text, name, steady, params }) => ({
      text,
      name,
      steady,
      values: bind(params, run),
    }))
    const rows =
      statements.length > 0 ? await warehouseOf(first.warehouse).run(scope, statements, options) : []
    let at = scans.length
    const answers = group.map((program) => {
      const { shared } = program
      const scan = shared ? scans.indexOf(shared.scan) : -1
      if (shared && scan >= 0) return answerOf(() => shared.scan.answer(shared.question, rows[scan] ?? []))
      const fetched = rows.slice(at, at + program.pieces.length)
      at += program.pieces.length
      return answerOf(() => programText(program, fetched, run, load))
    })
    return Promise.all(answers)
  }

  // One error fails a whole trip. Then each goes alone, so that one field's error stays one field's error; one after the
  // other, in what is left of the request's time, so that no request has more than its one connection.
  async function attempt(
    scope: Scope,
    group: readonly Program[],
    run: Values,
    load: Load,
    options?: RunOptions,
  ): Promise<readonly Answer[]> {
    const started = performance.now()
    try {
      return await trip(scope, group, run, load, options)
    } catch (cause) {
      const error = asError(cause)
      if (group.length === 1 || over.has(error.code)) {
        return group.map((): Answer => ({ is: 'failed', error }))
      }
      const alone: Answer[] = []
      for (const program of group)
        alone.push(...(await attempt(scope, [program], run, load, left(options, started))))
      return alone
    }
  }

  const lookUp: Engine['lookUp'] = async (scope, hop, keys, binding, options) => {
    assertScope(scope)
    assertMadeFor(scope, hop.viewer)
    const known = lookUps.get(hop) ?? compileHop(ground, hop)
    lookUps.set(hop, known)
    const run = values(scope, binding, keys)
    const { text, name, steady, params } = known.piece
    const statement = { text, name, steady, values: bind(params, run) }
    const [rows = []] = await warehouseOf(known.warehouse).run(scope, [statement], options)
    known.check?.(rows.map(([, row]) => row))
    const found = new Map(rows.map(([key, row]) => [key, row ?? null]))
    const load: Load = options?.load ?? ((next, more) => lookUp(scope, next, more, binding, options))
    return Promise.all(keys.map(async (key) => finish(found.get(key) ?? null, run, known, load)))
  }

  return {
    models,
    lookUp,
    compile(query, viewer) {
      const program = compile(ground, query, viewer)
      programs.add(program)
      return program
    },
    compileAll(queries, viewer) {
      const all = share(
        ground,
        queries.map((query) => compile(ground, query, viewer)),
        viewer,
      )
      for (const program of all) programs.add(program)
      return all
    },
    async run(scope, compiled, binding, options) {
      const all = compiled.map((one) => programFor(scope, one))
      const run = values(scope, binding)
      const load: Load = options?.load ?? ((hop, keys) => lookUp(scope, hop, keys, binding, options))
      const names = [...new Set(all.map(({ warehouse }) => warehouse))]
      const answers = new Map<Program, Answer>()
      await Promise.all(
        names.map(async (name) => {
          const group = all.filter(({ warehouse }) => warehouse === name)
          const told = await attempt(scope, group, run, load, options)
          group.forEach((program, i) => answers.set(program, told[i] ?? failedInside()))
        }),
      )
      return all.map((program) => answers.get(program) ?? failedInside())
    },
    async *stream(scope, compiled, binding, options): AsyncGenerator<readonly Row[]> {
      const program = programFor(scope, compiled)
      const [piece, periods] = program.pieces
      invariant(piece && program.columns.length > 0, 'only lists are streamed')
      const run = values(scope, binding)
      const warehouse = warehouseOf(program.warehouse)
      if (periods) {
        const count = { text: periods.text, values: bind(periods.params, run) }
        const [counted = []] = await warehouse.run(scope, [count], options)
        refusePeriods(counted, MOST_STREAMED)
      }
      yield* warehouse.stream(scope, { text: piece.text, values: bind(piece.params, run) }, options)
    },
  }
}

/** What another trip would only meet again. */
const over: ReadonlySet<string> = new Set(['CANCELLED', 'UNAVAILABLE', 'TIMEOUT', 'TOO_COSTLY'])

/** The options with the time that is left since `started`. */
function left(options: RunOptions | undefined, started: number): RunOptions | undefined {
  if (options?.timeoutMs === undefined) return options
  const spent = Math.ceil(performance.now() - started)
  return { ...options, timeoutMs: Math.max(1, options.timeoutMs - spent) }
}

/** The scans that at least two of these programs share; one alone runs as it is. */
function sharedIn(group: readonly Program[]): readonly SharedScan[] {
  const scans = group.flatMap(({ shared }) => (shared ? [shared.scan] : []))
  return [...new Set(scans.filter((scan, i) => scans.indexOf(scan) !== i))]
}

async function answerOf(text: () => string | Promise<string>): Promise<Answer> {
  try {
    return { is: 'json', text: await text() }
  } catch (cause) {
    return { is: 'failed', error: asError(cause) }
  }
}

async function programText(
  program: Program,
  rows: readonly (readonly Row[])[],
  run: Values,
  load: Load,
): Promise<string> {
  const size = (param: Param) => Number(bind([param], run)[0])
  const text = program.answer(rows, size, sealerOf(run))
  return (await finish(text, run, program, load)) ?? 'null'
}

/** Fills in what PostgreSQL left marked: cursors to seal, rows of other warehouses. */
async function finish(
  text: string | null,
  run: Values,
  { hops, marked }: Pick<Program, 'hops' | 'marked'>,
  load: Load,
): Promise<string | null> {
  if (text === null || !marked) return text
  return followHops(sealNested(text, run.nonce, sealerOf(run)), run.nonce, hops, load)
}

function sealerOf({ scope, seal }: Values): Sealer {
  const tenant = scope.kind === 'tenant' ? scope.tenant : ''
  return (purpose, values) => seal.seal(tenant, purpose, values)
}

function asError(cause: unknown): SluiceError {
  return cause instanceof SluiceError
    ? cause
    : new SluiceError('INTERNAL', { what: 'The query failed', cause })
}

function failedInside(): Answer {
  return { is: 'failed', error: new SluiceError('INTERNAL', 'The query was not run') }
}
