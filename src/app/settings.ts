import { SluiceError } from '../base/errors.ts'
import { checkSettings, connectorNamed, type SettingsFault } from '../destinations/index.ts'
import type { DestinationConfig } from './config/schema.ts'
import { secretsIn } from './config/secrets.ts'
import type { Environment } from './config/index.ts'

type Settings = Readonly<Record<string, unknown>>

/** Where the values of `sluice tenant connect` come from, each as `key=rest`, or `key` alone for stdin. */
export interface Sources {
  readonly set: readonly string[]
  readonly fromEnv: readonly string[]
  readonly fromStdin: string | undefined
  readonly environment: Environment
  readonly stdin: () => Promise<string>
}

/**
 * A tenant's own settings for a destination, checked by its connector.
 * @throws USAGE for what cannot be read, and for a secret in the command line, where `ps` and the shell's history show it
 */
export async function readSettings(
  name: string,
  config: DestinationConfig,
  sources: Sources,
): Promise<Settings> {
  const { set, fromEnv, fromStdin, environment } = sources
  const given = set.map((text) => split(text, '--set', 'value'))
  refuseShownSecrets(config.connector, nest(given))
  const all = [
    ...given,
    ...fromEnv.map((text) => {
      const [key, variable] = split(text, '--from-env', 'VARIABLE')
      return [key, valueOf(variable, environment)] as const
    }),
    ...(fromStdin === undefined ? [] : [[fromStdin, (await sources.stdin()).trimEnd()] as const]),
  ]
  return accepted(name, config, nest(all))
}

function split(text: string, option: string, value: string): readonly [key: string, value: string] {
  const at = text.indexOf('=')
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)]
  // What was typed may be a secret on its own: it isn't told again.
  throw new SluiceError('USAGE', {
    what: `${option} cannot be read`,
    expected: `${option} key=${value}`,
    cure: 'See `sluice tenant connect --help`',
  })
}

function valueOf(variable: string, environment: Environment): string {
  const value = environment[variable]
  if (value !== undefined && value !== '') return value
  throw new SluiceError('USAGE', {
    what: `The environment variable ${variable} is not set`,
    cure: `Set it for this command: ${variable}=… sluice tenant connect …`,
  })
}

/** `headers.X-Shop` is a key within `headers`. */
function nest(entries: readonly (readonly [key: string, value: string])[]): Settings {
  const nested: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const [key, value] of entries) {
    const dot = key.indexOf('.')
    if (dot < 0) nested[key] = value
    else {
      const outer = key.slice(0, dot)
      const inner = nested[outer]
      nested[outer] = { ...(typeof inner === 'object' ? inner : {}), [key.slice(dot + 1)]: value }
    }
  }
  return { ...nested }
}

function refuseShownSecrets(connector: string, settings: Settings): void {
  const [secret] = secretsIn(connectorNamed(connector).settings, settings)
  if (!secret) return
  const key = secret.path.map(String).join('.')
  throw new SluiceError('USAGE', {
    what: `\`${key}\` is a secret, and a command line is seen by others`,
    expected: 'it in the environment or on stdin',
    cure: `Write --from-env ${key}=NAME_OF_A_VARIABLE, or --from-stdin ${key}`,
  })
}

function accepted(name: string, config: DestinationConfig, settings: Settings): Settings {
  const faults = faultsOf(config, settings)
  if (faults.length === 0) return settings
  const told = faults.map(({ path, message }) => `${path.map(String).join('.') || 'settings'}: ${message}`)
  throw new SluiceError('USAGE', {
    what: `These are no settings of \`${config.connector}\` (${told.join('; ')})`,
    where: `destination \`${name}\``,
    expected: Object.keys(shapeOf(config.connector)).join(', '),
    cure: 'Correct them; nothing was kept',
  })
}

/** What sluice.yaml alone may say (`timeoutMs`, `allowPrivate`) is unknown here. */
function faultsOf({ connector }: DestinationConfig, settings: Settings): readonly SettingsFault[] {
  const shape = shapeOf(connector)
  const unknown = Object.keys(settings).filter((key) => !Object.hasOwn(shape, key))
  return [
    ...unknown.map((key) => ({ path: [key], message: 'no such setting of an account' })),
    ...checkSettings(connector, settings).filter(({ path }) => path[0] !== 'connector'),
  ]
}

function shapeOf(connector: string): Settings {
  const { def } = connectorNamed(connector).settings as unknown as { def: { shape?: Settings } }
  return def.shape ?? {}
}
