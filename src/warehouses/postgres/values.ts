import type { ValueName } from '../../model/values.ts'

/**
 * The type that a bound value is cast to. ID, String and Enum have none: PostgreSQL then takes the type of the column
 * that they are compared with, so that a uuid, an integer or an enum column keeps its index and its own equality.
 */
export const boundTypes: Record<ValueName, string> = {
  ID: '',
  String: '',
  Enum: '',
  Int: 'integer',
  Float: 'double precision',
  Boolean: 'boolean',
  Decimal: 'numeric',
  BigInt: 'bigint',
  Date: 'date',
  DateTime: 'timestamptz',
  JSON: 'jsonb',
}

/** What a built-in type (by its name in `pg_type`, domains already resolved) is to the model. Others it can't carry. */
export const valuesByType: Readonly<Record<string, ValueName>> = {
  int2: 'Int',
  int4: 'Int',
  int8: 'BigInt',
  numeric: 'Decimal',
  float4: 'Float',
  float8: 'Float',
  bool: 'Boolean',
  date: 'Date',
  timestamp: 'DateTime',
  timestamptz: 'DateTime',
  uuid: 'ID',
  text: 'String',
  varchar: 'String',
  bpchar: 'String',
  name: 'String',
  citext: 'String',
  json: 'JSON',
  jsonb: 'JSON',
}
