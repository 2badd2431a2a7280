/** The key that tests sign contexts with; the guard that they apply puts it into their warehouses. */
export const contextKey: Uint8Array = new Uint8Array(32).fill(7)
