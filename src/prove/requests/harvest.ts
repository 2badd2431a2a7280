/** Values for each scalar. */
export type Samples = Readonly<Record<string, readonly unknown[]>>

/** Values that break SQL, JSON or arithmetic: what nothing has been harvested for gets these alone. */
const usual: Samples = {
  ID: ['1', "'"],
  String: ['a', "%_\\'"],
  Int: [1, 0],
  Float: [1.5, -1e10],
  Boolean: [true, false],
  Decimal: ['1', '-0.0001'],
  BigInt: ['1', '9007199254740993'],
  Date: ['2026-01-20', '1999-12-31'],
  DateTime: ['2026-01-10T10:00:00Z', '1999-12-31T23:59:59.999999Z'],
  Duration: ['-P1M', 'P90D'],
  TimeZone: ['America/New_York'],
  JSON: ['{}'],
}

/** A value of a field, and whose it is. */
interface Found {
  readonly tenant: string
  readonly value: unknown
}

const MOST = 4

/** Values that tenants have been shown of themselves: what hits, and what would hit another's rows. */
export class Harvest {
  readonly #samples: Samples
  readonly #byField = new Map<string, Found[]>()
  readonly #keys = new Map<string, Map<string, Readonly<Record<string, unknown>>[]>>()
  readonly #cursors = new Map<string, { tenant: string; cursor: string }[]>()

  #made = new WeakMap<object, Map<string, unknown>>()

  constructor(samples: Samples = usual) {
    this.#samples = samples
  }

  add(model: string, field: string, tenant: string, value: unknown): void {
    this.#made = new WeakMap()
    const found = this.#byField.get(`${model}.${field}`) ?? []
    this.#byField.set(`${model}.${field}`, found)
    if (found.filter((one) => one.tenant === tenant).length >= MOST) return
    if (!found.some((one) => one.tenant === tenant && one.value === value)) found.push({ tenant, value })
  }

  /** What is made of these values for `what`, once: anew when there are more of them. */
  once<T>(what: object, key: string, make: () => T): T {
    const made = this.#made.get(what) ?? new Map<string, unknown>()
    this.#made.set(what, made)
    if (!made.has(key)) made.set(key, make())
    return made.get(key) as T
  }

  addKey(model: string, tenant: string, key: Readonly<Record<string, unknown>>): void {
    const tenants = this.#keys.get(model) ?? new Map<string, Readonly<Record<string, unknown>>[]>()
    this.#keys.set(model, tenants)
    const keys = tenants.get(tenant) ?? []
    tenants.set(tenant, keys)
    if (keys.length < MOST) keys.push(key)
  }

  addCursor(root: string, tenant: string, cursor: string): void {
    const known = this.#cursors.get(root) ?? []
    this.#cursors.set(root, known)
    if (!known.some((one) => one.tenant === tenant)) known.push({ tenant, cursor })
  }

  /** One value of each tenant, then others of this scalar. */
  hitting(model: string | undefined, field: string | undefined, scalar: string): readonly unknown[] {
    const found = this.#byField.get(`${model}.${field}`) ?? []
    const first = new Map<string, unknown>()
    for (const { tenant, value } of found) if (!first.has(tenant)) first.set(tenant, value)
    return [...first.values(), ...(this.#samples[scalar] ?? [])]
  }

  /** Whether `tenant` has been shown a value of the field. */
  has(model: string, field: string, tenant: string): boolean {
    return (this.#byField.get(`${model}.${field}`) ?? []).some((one) => one.tenant === tenant)
  }

  /** Keys of rows, of every tenant. */
  keysOf(model: string): readonly (readonly [tenant: string, key: Readonly<Record<string, unknown>>])[] {
    return [...(this.#keys.get(model) ?? [])].flatMap(([tenant, keys]) =>
      keys.map((key) => [tenant, key] as const),
    )
  }

  cursorsOf(root: string): readonly { readonly tenant: string; readonly cursor: string }[] {
    return this.#cursors.get(root) ?? []
  }
}
