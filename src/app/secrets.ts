import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SluiceError } from '../base/errors.ts'

/** Keys of this installation, all from one root. */
export interface Keys {
  /** Signs tokens, where sluice.yaml has no `auth.secret`. */
  readonly tokens: string
  readonly cursors: Uint8Array
  /** Seals tenants' credentials in the store. */
  readonly vault: Uint8Array
  /** Signs the audit log. */
  readonly audit: Uint8Array
  /** Signs the tenant of what a warehouse is asked. */
  readonly context: (warehouse: string) => Uint8Array
}

/** A login that the guard made, or is to make. */
export interface KeptRole {
  readonly name: string
  readonly password: string
}

export interface WarehouseRoles {
  readonly serve: KeptRole
  readonly operator: KeptRole
}

/** `given` (SLUICE_SECRET) is what several machines share; without it a root is made and kept in `.sluice/secrets.json`. */
export function openKeys(dir: string, given: string | undefined): Keys {
  if (given !== undefined && given.length < 32) {
    throw new SluiceError('USAGE', {
      what: `SLUICE_SECRET has ${given.length} letters`,
      expected: '32 or more, the same on every machine of this installation',
      cure: 'Make one with `openssl rand -base64 48`',
    })
  }
  const root = given ?? keptSecret(dir)
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', root, 'sluice', purpose, 32))
  return {
    tokens: Buffer.from(derive('tokens')).toString('base64url'),
    cursors: derive('cursors'),
    vault: derive('vault'),
    audit: derive('audit'),
    context: (warehouse) => derive(`context:${warehouse}`),
  }
}

function keptSecret(dir: string): string {
  const file = join(dir, 'secrets.json')
  const kept = readJson(file) as { root?: string } | undefined
  if (kept?.root) return kept.root
  const root = randomBytes(48).toString('base64url')
  writeSecretly(file, { root })
  return root
}

/** The names and passwords of a warehouse's roles, kept so that `guard --apply` and the server agree. */
export function keptRoles(dir: string, warehouse: string): WarehouseRoles {
  const file = join(dir, 'roles.json')
  const all = (readJson(file) ?? {}) as Record<string, WarehouseRoles>
  const kept = all[warehouse]
  if (kept) return kept
  // Roles belong to the whole server: two projects on one must not share a name.
  const suffix = randomBytes(4).toString('hex')
  const role = (purpose: string) => ({
    name: `sluice_${purpose}_${suffix}`,
    password: randomBytes(24).toString('base64url'),
  })
  const roles = { serve: role('serve'), operator: role('operator') }
  writeSecretly(file, { ...all, [warehouse]: roles })
  return roles
}

/** Variables that `sluice init` was given and that must not stand in sluice.yaml; the environment goes before them. */
export function keptVariables(dir: string): Readonly<Record<string, string>> {
  return (readJson(join(dir, 'variables.json')) ?? {}) as Readonly<Record<string, string>>
}

export function keepVariables(dir: string, variables: Readonly<Record<string, string>>): void {
  writeSecretly(join(dir, 'variables.json'), { ...keptVariables(dir), ...variables })
}

function readJson(file: string): unknown {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch (cause) {
    throw new SluiceError('USAGE', {
      what: 'The file is not readable as JSON',
      where: file,
      expected: 'what Sluice wrote there',
      cure: 'Restore it, or remove it to have a new one made: tokens, cursors and roles are then new too',
      cause,
    })
  }
}

function writeSecretly(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.${process.pid}`, file)
}
