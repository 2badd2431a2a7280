/** The value types of the model. `Enum` stands for any enum; which one, the dimension says. */
export type ValueName =
  | 'ID'
  | 'String'
  | 'Int'
  | 'Float'
  | 'Boolean'
  | 'Decimal'
  | 'BigInt'
  | 'Date'
  | 'DateTime'
  | 'JSON'
  | 'Enum'

/** What a value is in SQL, whatever the engine calls it; a dialect maps each to a type of its own. */
export type Family = 'text' | 'integer' | 'float' | 'decimal' | 'boolean' | 'date' | 'instant' | 'json'
