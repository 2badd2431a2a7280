import type { BoundValue } from '../../contract.ts'

/** A bound value as the text that PostgreSQL's input functions read. */
export function bindable(value: BoundValue): string | null {
  return value === null || typeof value === 'string' ? value : arrayLiteral(value)
}

/** `{"a","b\"c",NULL}`: every element quoted, so that no text of an element can mean anything but itself. */
function arrayLiteral(elements: readonly (string | null)[]): string {
  return `{${elements.map(quoted).join(',')}}`
}

function quoted(element: string | null): string {
  return element === null ? 'NULL' : `"${element.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}
