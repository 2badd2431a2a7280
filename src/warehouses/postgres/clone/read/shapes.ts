import type { ClientBase } from 'pg'
import type { ValueShape } from '../blueprint.ts'

/** The shape of a type, by its oid, with a modifier (-1 for none). */
export type Shapes = (oid: string, modifier: number) => ValueShape

interface TypeRow {
  readonly oid: string
  readonly name: string
  readonly kind: 'b' | 'c' | 'd' | 'e' | 'm' | 'p' | 'r'
  readonly element: string | null
  readonly delimiter: string
  readonly base: string | null
  readonly modifier: number
  readonly labels: readonly string[] | null
  readonly fields: readonly { name: string; type: string; modifier: number }[] | null
  readonly subtype: string | null
  readonly checks: readonly string[]
}

/** What each type of the database takes. */
export async function readShapes(client: ClientBase): Promise<Shapes> {
  const types = new Map((await client.query<TypeRow>(typesQuery)).rows.map((row) => [row.oid, row]))
  const shapeOf = (oid: string, modifier: number, checks: readonly string[]): ValueShape => {
    const type = types.get(oid)
    if (type === undefined) return { is: 'scalar', base: 'unknown', checks }
    if (type.kind === 'd' && type.base !== null) {
      return shapeOf(type.base, type.modifier, [...checks, ...type.checks])
    }
    if (type.kind === 'e') return { is: 'enum', labels: type.labels ?? [] }
    if (type.element !== null)
      return { is: 'array', of: shapeOf(type.element, modifier, []), delimiter: type.delimiter }
    if (type.subtype !== null) {
      return { is: 'range', of: shapeOf(type.subtype, -1, []), multi: type.kind === 'm' }
    }
    if (type.kind === 'c') {
      const fields = (type.fields ?? []).map((field) => ({
        name: field.name,
        value: shapeOf(field.type, field.modifier, []),
      }))
      return { is: 'composite', fields }
    }
    return { is: 'scalar', base: type.name, ...limits(type.name, modifier), checks }
  }
  return (oid, modifier) => shapeOf(oid, modifier, [])
}

/** What a modifier says. https://www.postgresql.org/docs/current/catalog-pg-attribute.html: its meaning is each type's own. */
function limits(
  name: string,
  modifier: number,
): { readonly length?: number; readonly precision?: number; readonly scale?: number } {
  if (modifier < 0) return {}
  if (name === 'varchar' || name === 'bpchar') return { length: modifier - 4 }
  if (name === 'bit' || name === 'varbit') return { length: modifier }
  if (name !== 'numeric') return {}
  // Sixteen bits of precision above eleven of scale, the scale with a sign.
  const scale = (((modifier - 4) & 0x7ff) ^ 0x400) - 0x400
  return { precision: ((modifier - 4) >> 16) & 0xffff, scale }
}

const typesQuery = `
  select t.oid::text as oid, t.typname as name, t.typtype as kind,
    case when t.typcategory = 'A' and t.typelem <> 0 then t.typelem::text end as element, t.typdelim as delimiter,
    nullif(t.typbasetype, 0)::text as base, t.typtypmod as modifier,
    (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels,
    case when t.typtype = 'c' then (select json_agg(json_build_object('name', a.attname, 'type', a.atttypid::text,
        'modifier', a.atttypmod) order by a.attnum)
      from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) end as fields,
    (select r.rngsubtype::text from pg_range r where t.oid in (r.rngtypid, r.rngmultitypid)) as subtype,
    (select coalesce(json_agg(pg_get_constraintdef(c.oid) order by c.oid), '[]'::json)
      from pg_constraint c where c.contypid = t.oid and c.contype = 'c') as checks
  from pg_type t left join pg_class c on c.oid = t.typrelid
  where t.typtype <> 'c' or c.relkind = 'c' or exists (select from pg_attribute a where a.atttypid = t.oid and a.attnum > 0)`
