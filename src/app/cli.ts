import { resolve } from 'node:path'
import { Command as Commander, CommanderError, InvalidArgumentError, Option } from 'commander'
import pc from 'picocolors'
import { SluiceError } from '../base/errors.ts'
import { openLog } from '../base/log.ts'
import { nearest } from '../model/nearest.ts'
import { exitCodes, type Command, type CommandOption, type Desk, type Ending } from './command.ts'
import { commands } from './commands/index.ts'
import { openOutput, paintFrames, type Output } from './output.ts'
import { openProject } from './project.ts'
import { wire, type Wiring } from './wiring.ts'

const HELP = `
Everywhere:
  --project DIR   the project's folder (default: here)
  --json          the answer as one JSON document on stdout; messages go to stderr
  --verbose       logs, and stack traces of errors
  SLUICE_PORT, SLUICE_DATABASE_URL, SLUICE_SECRET in the environment

Exit codes:
  0  all went well
  1  something is wrong with the project, a server or a far side
  2  the command line is wrong
  3  a sync ended, but records were rejected, withheld or are waiting`

/**
 * One Ctrl-C comes several times: from the terminal, and passed on by npm and by the launcher. Taken for another, it
 * would leave the embedded PostgreSQL running.
 */
const ECHO_MS = 1_000

// A reader that has seen enough (`sluice schema | head`) ends the writing.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

await main(process.argv)

async function main(argv: readonly string[]): Promise<void> {
  const program = new Commander('sluice')
    .description('The outlet of a data warehouse: one model, served per tenant and synced into other tools.')
    .addHelpText('after', HELP)
    .version('0.1.0')
  common(program)
  for (const command of commands) program.addCommand(build(command))
  program.showSuggestionAfterError(false).exitOverride()
  try {
    await program.parseAsync(argv)
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    process.exitCode = error.exitCode === 0 ? exitCodes.well : exitCodes.usage
  }
}

/** A command, and those below it, as commander's own. */
function build(command: Command): Commander {
  const built = new Commander(command.name).description(command.about).exitOverride()
  common(built)
  for (const { name, about } of command.takes ?? [])
    built.argument(name.startsWith('[') ? name : `<${name}>`, about)
  for (const option of command.options ?? []) built.addOption(buildOption(option))
  if (command.examples.length > 0) built.addHelpText('after', tellExamples(command))
  for (const below of command.commands ?? []) built.addCommand(build(below))
  const { run } = command
  if (run) built.action((...given: unknown[]) => execute({ ...command, run }, built, given))
  else built.action(() => unknownBelow(built, command))
  built.allowExcessArguments(run === undefined)
  return built
}

function buildOption({ flags, about, required, many }: CommandOption): Option {
  const option = new Option(flags, about).makeOptionMandatory(required === true)
  if (option.isBoolean() || option.negate) return option
  return many
    ? option.argParser((value, before: string[] | undefined) => [...(before ?? []), value])
    : option.argParser(once)
}

/** Commander would take the last of several: of two tenants, without a word. */
function once(value: string, before: string | undefined): string {
  if (before !== undefined) throw new InvalidArgumentError(`It was given already, as '${before}'.`)
  return value
}

function common(built: Commander): void {
  for (const [flags, about] of [
    ['--project <DIR>', "the project's folder"],
    ['--json', 'the answer as one JSON document'],
    ['--verbose', 'logs, and stack traces of errors'],
  ] as const) {
    built.addOption(new Option(flags, about).hideHelp())
  }
  built.configureOutput({
    writeErr: (text) => void process.stderr.write(text),
    outputError: (text, write) => write(`${pc.red('error')}: ${mend(text)}`),
  })
  if (built.name() === 'sluice') built.action(() => unknownCommand(built))
  built.allowExcessArguments(true)
}

function tellExamples({ examples }: Command): string {
  const width = Math.max(...examples.map(([line]) => line.length))
  return [
    '',
    'Examples:',
    ...examples.map(([line, does]) => `  $ ${line.padEnd(width)}   ${pc.dim(`# ${does}`)}`),
  ].join('\n')
}

function unknownCommand(program: Commander): void {
  const [typed] = program.args
  if (typed === undefined) program.help()
  const near = nearest(
    typed,
    commands.map(({ name }) => name),
  )
  const cure = near ? `Did you mean \`sluice ${near}\`?` : '`sluice --help` lists the commands.'
  program.error(`There is no command "${typed}". ${cure}`)
}

function unknownBelow(built: Commander, { name, commands: below = [] }: Command): void {
  const names = below.map((one) => one.name)
  const [typed] = built.args
  const near = typed === undefined ? undefined : nearest(typed, names)
  const told =
    typed === undefined ? `\`sluice ${name}\` needs a word more` : `There is no \`sluice ${name} ${typed}\``
  built.error(
    `${told}. ${near ? `Did you mean \`sluice ${name} ${near}\`?` : `Expected ${names.join(' or ')}.`}`,
  )
}

/** Commander's own words, as ours: a capital, and what to do. */
function mend(text: string): string {
  const told = text
    .replace(/^error: /, '')
    .trim()
    .replace(/\n\((Did you mean .*)\)$/, '. $1')
  const said = `${told.charAt(0).toUpperCase()}${told.slice(1)}`
  return `${said}${/[.?!]$/.test(said) ? '' : '. See --help.'}\n`
}

interface GlobalOptions {
  readonly project?: string
  readonly json?: boolean
  readonly verbose?: boolean
}

async function execute(
  command: Command & Required<Pick<Command, 'run'>>,
  built: Commander,
  given: unknown[],
) {
  const options: Record<string, unknown> & GlobalOptions = built.optsWithGlobals()
  const output = openOutput(options)
  const stopping = new AbortController()
  const release = hearSignals(stopping)
  const { desk, close } = openDesk(options, output, stopping.signal)
  try {
    const args = given.slice(0, -2).filter((arg): arg is string => typeof arg === 'string')
    const ending = (await command.run(desk, { args, options })) ?? 'well'
    process.exitCode = codeOf(ending, stopping.signal)
  } catch (error) {
    process.exitCode = tellError(error, output, stopping.signal)
  } finally {
    await close()
    release()
  }
}

function openDesk(options: GlobalOptions, output: Output, signal: AbortSignal) {
  const log = openLog(options.verbose ? 'debug' : 'warn')
  const dir = resolve(options.project ?? '.')
  let wiring: Wiring | undefined
  const desk: Desk = {
    dir,
    environment: process.env,
    output,
    log,
    signal,
    wiring: () =>
      (wiring ??= wire(openProject({ dir, environment: process.env, log }), (what) => log.debug(what))),
  }
  return { desk, close: async () => wiring?.close() }
}

/** The first signal asks to stop; one after a second is obeyed at once. What was written is safe either way. */
function hearSignals(stopping: AbortController): () => void {
  let asked: number | undefined
  const hear = (signal: NodeJS.Signals) => {
    if (asked === undefined) {
      asked = performance.now()
      stopping.abort(new SluiceError('CANCELLED', `Stopped by ${signal}`))
    } else if (performance.now() - asked > ECHO_MS) process.exit(exitCodes.interrupted)
  }
  const heard = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of heard) process.on(signal, hear)
  return () => {
    for (const signal of heard) process.off(signal, hear)
  }
}

function codeOf(ending: Ending, signal: AbortSignal): number {
  return signal.aborted && ending !== 'well' ? exitCodes.interrupted : exitCodes[ending]
}

function tellError(error: unknown, output: Output, signal: AbortSignal): number {
  if (signal.aborted && error instanceof SluiceError && error.code === 'CANCELLED')
    return exitCodes.interrupted
  const known = error instanceof SluiceError
  const code = known ? error.code : 'INTERNAL'
  const message =
    known || output.verbose ? (error as Error).message : `Sluice has a defect: ${(error as Error).message}`
  if (output.json) output.document({ error: { code, message: message.trim() } })
  output.note(`${pc.red('error')}: ${paintFrames(message.trimEnd())}`)
  if (output.verbose) output.note(stackOf(error))
  else if (code === 'INTERNAL') output.note('Run it again with --verbose to see where, and report it.')
  return code === 'USAGE' ? exitCodes.usage : exitCodes.fault
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? (error.stack ?? '') : `${error.stack}\ncaused by ${stackOf(error.cause)}`
}
