import type { GraphQLSchema } from 'graphql'
import { keyAmong, type Dimension, type Model, type Models } from '../model/model.ts'
import { asked } from './attacks/attack.ts'
import type { ApiField, Feature } from './requests/feature.ts'
import type { Harvest } from './requests/harvest.ts'
import { bases, isLookup, rootFields, rootOf, selectable } from './requests/roots.ts'
import { stepInto } from './requests/step.ts'
import { write, type Root } from './requests/write.ts'
import type { House } from './stage/house.ts'
import { dataOf } from './oracles/json.ts'

/** What an API answers at all, before anything hostile is asked. */
export interface Scouted {
  readonly roots: readonly Root[]
  /** Root fields that refuse everything, and in what words. */
  readonly refused: readonly { readonly field: string; readonly why: string }[]
}

interface Scouting {
  readonly house: House
  readonly models: Models
  readonly schema: GraphQLSchema
  readonly roles: readonly string[]
  readonly tenants: readonly string[]
  readonly harvest: Harvest
}

/**
 * Finds what can be asked of each root field together, and fills `harvest` with what each tenant is shown of its own:
 * values that hit, keys and cursors.
 */
export async function scout(scouting: Scouting): Promise<Scouted> {
  const found = await Promise.all(rootFields(scouting.schema).map((field) => settle(scouting, field)))
  const roots = found.flatMap(({ root }) => (root ? [root] : []))
  for (const root of roots) if (!isLookup(root.field)) await reap(scouting, root)
  const refused = found.flatMap(({ root, field, why }) => (root ? [] : [{ field, why }]))
  return { roots, refused }
}

/** A root field with as many of its plain fields as go together. */
async function settle(scouting: Scouting, field: ApiField) {
  const all = bases(scouting, field)
  // A look-up answers with a row, as its connection's nodes do; it needs a key, so it isn't tried here.
  if (isLookup(field)) return { field: field.name, root: rootOf(field, all), why: '' }
  const whole = await answered(scouting, field, all)
  if (whole.data) return { field: field.name, root: rootOf(field, all), why: '' }
  const kept: Feature[] = []
  for (const one of all) if ((await answered(scouting, field, [...kept, one])).data) kept.push(one)
  // `metrics` has no plain field of its own: what a link away is answered will do.
  for (const one of kept.length > 0 ? [] : selectable(scouting, field, { links: 1, args: false }))
    if (kept.length === 0 && (await answered(scouting, field, [one])).data) kept.push(one)
  const root = kept.length > 0 ? rootOf(field, kept) : undefined
  return { field: field.name, root, why: whole.why }
}

async function answered({ house, roles, tenants }: Scouting, field: ApiField, base: readonly Feature[]) {
  const nothing: Feature = { covers: '', args: {}, select: '', rank: 0 }
  const body = { ...write([[rootOf(field, base), nothing]], false) }
  const { text } = await house.send(tenants[0] ?? '', asked(roles, body))
  const data = dataOf(text) as Record<string, unknown> | null | undefined
  return {
    data: data?.['p0'] ?? undefined,
    why: /"message":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text.slice(0, 200),
  }
}

async function reap(scouting: Scouting, root: Root): Promise<void> {
  const { house, roles, tenants, harvest, models } = scouting
  const none: Feature = { covers: '', args: {}, select: '', rank: 0 }
  for (const tenant of tenants) {
    const { text } = await house.send(tenant, asked(roles, { ...write([[root, none]], false) }))
    const data = dataOf(text) as Record<string, unknown> | undefined
    gather(
      { models, harvest, tenant, root: root.field.name },
      data?.['p0'],
      stepInto(models, undefined, root.field.name),
    )
  }
}

interface Gathering {
  readonly models: Models
  readonly harvest: Harvest
  readonly tenant: string
  readonly root: string
}

function gather(gathering: Gathering, value: unknown, model: Model | undefined): void {
  const { models, harvest, tenant, root } = gathering
  if (Array.isArray(value)) {
    for (const one of value) gather(gathering, one, model)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const row = value as Readonly<Record<string, unknown>>
  for (const [name, inner] of Object.entries(row)) {
    if (typeof inner === 'object') gather(gathering, inner, stepInto(models, model, name))
    else if (name === 'cursor' && typeof inner === 'string') harvest.addCursor(root, tenant, inner)
    else if (model?.fields.has(name)) harvest.add(model.name, name, tenant, inner)
  }
  const key = model && keyOf(model, row)
  if (key) harvest.addKey(model.name, tenant, key)
}

/** The arguments that look this row up; undefined where the row doesn't show its key. */
function keyOf(
  model: Model,
  row: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const dimensions = [...model.fields.values()].filter(
    (field): field is Dimension => field.is === 'dimension',
  )
  const names = keyAmong(model, dimensions)?.map(({ name }) => name)
  if (!names?.every((name) => typeof row[name] === 'string' || typeof row[name] === 'number'))
    return undefined
  return Object.fromEntries(names.map((name) => [name, row[name]]))
}
